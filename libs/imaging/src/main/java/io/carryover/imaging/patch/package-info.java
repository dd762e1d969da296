/**
 * A volume of any size through a network of one patch size.
 *
 * <pre>
 *   Volume --PatchGrid.cut--> patch 0..n --network--> values --PatchAccumulator.add-->
 *                                                              Gaussian-weighted mean
 * </pre>
 *
 * <p>The one sliding window of the system: the inference service serves by it, and a training on
 * patches validates by it.
 *
 * <p>Memory is bounded by the volume and one patch. The grid is immutable and may be shared; an
 * accumulator belongs to one thread at a time.
 */
package io.carryover.imaging.patch;
