package io.carryover.inference.onnx;

import io.carryover.imaging.contract.GoldenPair;

/**
 * How the logits computed here differ from the golden pair's.
 *
 * @param maxDifference the largest absolute difference of one logit
 * @param relativeDistance Euclidean norm of the difference by that of the golden logits
 */
public record GoldenCheck(double maxDifference, double relativeDistance) {

  static GoldenCheck of(GoldenPair golden, float[] computed) {
    return new GoldenCheck(
        maxDifference(golden.logits(), computed), golden.relativeDistance(computed));
  }

  /** Whether the relative distance is at most the tolerance; one that is not a number is not. */
  public boolean isWithin(double tolerance) {
    return relativeDistance <= tolerance;
  }

  private static double maxDifference(float[] expected, float[] computed) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs((double) computed[i] - expected[i]));
    }
    return largest;
  }
}
