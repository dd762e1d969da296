package io.carryover.inference.openinference;

import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A float32 tensor of five axes.
 *
 * @param shape (N, C, D, H, W)
 * @param values in C order
 */
record PatchTensor(List<Integer> shape, FloatBuffer values) {
  private static final String BAD = "BAD_TENSOR";
  private static final int AXES = 5;
  private static final int CHANNELS = 1;

  /** How many patches it holds. */
  int patches() {
    return shape.get(0);
  }

  /** Shape of each patch. */
  Shape patch() {
    return new Shape(shape.get(2), shape.get(3), shape.get(4));
  }

  /** Voxels of a patch in C order. */
  float[] patch(int number) {
    float[] voxels = new float[patch().voxels()];
    values.get(number * voxels.length, voxels);
    return voxels;
  }

  /**
   * Checks that these are images that a network of one channel takes.
   *
   * @param patch the network's
   * @param most how many of them
   * @throws RejectedException BAD_TENSOR with the rule and the shape
   */
  static List<Integer> requireImages(List<Integer> shape, Shape patch, int most) {
    require(shape.size() == AXES, "image has five axes (N, 1, D, H, W)", shape);
    require(shape.get(1) == CHANNELS, "image has one channel", shape);
    require(
        shape.subList(2, AXES).equals(Arrays.stream(patch.sides()).boxed().toList()),
        "the model's patches are of " + patch,
        shape);
    require(
        shape.get(0) >= 1 && shape.get(0) <= most,
        "image has from 1 to %d patches".formatted(most),
        shape);
    return shape;
  }

  private static void require(boolean holds, String rule, List<Integer> shape) {
    if (!holds) {
      throw new RejectedException(BAD, "%s, got %s".formatted(rule, shape));
    }
  }
}
