/**
 * One picture of all test scans: a row per scan, columns image, truth and each method.
 *
 * <pre>
 *   OverviewRow (caption, image, truth, ...) --> AxialSlice (RAS, largest cut of the truth)
 *                                                          --> OverviewRenderer --> overview.png
 * </pre>
 *
 * <p>Slices are axial, in radiological convention: the patient's right is on the left, anterior is
 * up. Masks are drawn voxel by voxel, not smoothed: what is shown is what was measured.
 */
package io.carryover.cli.overview;
