/** The 3D U-Net of the paper. */
package io.carryover.networks.unet;
