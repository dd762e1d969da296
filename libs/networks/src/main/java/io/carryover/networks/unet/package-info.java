/**
 * The 3D U-Net of the paper: its layer table and its forward pass, pure in weights and images.
 *
 * <pre>
 *   weights by layer name, images (N, 1, D, H, W) -- UNet --> logits (N, 2, D, H, W)
 * </pre>
 *
 * <p>DJL lacks instance norm and 5-D interpolation: {@code InstanceNorm} and {@code
 * TrilinearUpsampling} state them by what there is, with the same numbers. Networks keep constant
 * arrays and are not safe for concurrent use.
 */
package io.carryover.networks.unet;
