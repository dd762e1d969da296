/**
 * Segmentation loss: pure functions of logits and masks.
 *
 * <pre>
 *   logits (N, 2, D, H, W), mask (N, D, H, W)  ->  scalar
 * </pre>
 */
package io.carryover.networks.loss;
