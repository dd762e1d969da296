/** Volumes, geometry, files, preprocessing and its exact inverse. */
package io.carryover.imaging;
