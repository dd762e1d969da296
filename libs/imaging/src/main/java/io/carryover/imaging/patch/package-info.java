/**
 * A volume of any size through a network of one patch size.
 *
 * <pre>
 *   image --PatchGrid--> slab 0: patches 0..m --network--> values --PatchBlending.add
 *                        slab 1: patches m..                        |  settle, slab by slab
 *                                                                   v
 *                                                         Gaussian-weighted means of its voxels
 * </pre>
 *
 * <p>The one sliding window of the system: the inference service serves by it, and a training on
 * patches validates by it.
 *
 * <p>Memory is bounded by one slab, which is as thick as a patch along the volume's longest axis.
 * The grid is immutable and may be shared; a blending belongs to one thread at a time.
 */
package io.carryover.imaging.patch;
