package io.carryover.networks.training;

import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scans of one training, all of one shape.
 *
 * @param shape of every volume; each side a multiple of 8
 * @param train at least one scan
 * @param validation may be empty: then nothing is measured on held-out scans
 */
public record TrainingData(Shape shape, List<Example> train, List<Example> validation) {

  private static final int SIDE_DIVISOR = 8;

  public TrainingData {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("a training needs at least one scan, got none");
    }
    requireDivisible(shape);
    Stream.concat(train.stream(), validation.stream()).forEach(e -> requireVoxels(shape, e));
  }

  /** Whether a validation loss can be measured. */
  public boolean hasValidation() {
    return !validation.isEmpty();
  }

  /**
   * Checks that a patch lies within the scans.
   *
   * @throws IllegalArgumentException if one of its sides is longer
   */
  void requireHolds(Shape patch) {
    if (!patch.atMost(shape).equals(patch)) {
      throw new IllegalArgumentException(
          "patch must lie within the shape %s, got %s".formatted(shape, patch));
    }
  }

  private static void requireDivisible(Shape shape) {
    if (shape.depth() % SIDE_DIVISOR + shape.height() % SIDE_DIVISOR + shape.width() % SIDE_DIVISOR
        != 0) {
      throw new IllegalArgumentException("sides must be multiples of 8, got " + shape);
    }
  }

  private static void requireVoxels(Shape shape, Example example) {
    if (example.image().length != shape.voxels()) {
      throw new IllegalArgumentException(
          "image of %d voxels differs from shape %s (scan %s)"
              .formatted(example.image().length, shape, example.scanId()));
    }
  }
}
