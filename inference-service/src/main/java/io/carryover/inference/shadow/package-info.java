/**
 * Compares a version of a model with the one that answers, on the scans that are asked for.
 *
 * <pre>
 *   answered scan --ShadowRuns--> copied, if there is a shadow and room for it
 *                                     |   lane, after everything else
 *                                     v
 *                      mask of the shadow, beside the mask that was returned
 *                                     |
 *                                     +--> model-comparisons, carryover_shadow_*
 * </pre>
 *
 * <p>The answer never waits for its shadow, and nothing that goes wrong here reaches it. One scan
 * is compared at a time and one may wait; others are passed over and counted.
 */
package io.carryover.inference.shadow;
