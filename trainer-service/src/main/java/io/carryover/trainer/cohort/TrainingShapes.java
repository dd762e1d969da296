package io.carryover.trainer.cohort;

import io.carryover.events.TrainingRequested;
import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Optional;

/** The two shapes of a training: what is held in memory of a scan, and what the network sees. */
public final class TrainingShapes {
  private static final int SIDES = 3;

  private TrainingShapes() {}

  /** What every scan is cropped or padded to. */
  public static Shape volume(TrainingRequested request) {
    return shape("shape", request.getPreprocessing().getShape());
  }

  /**
   * What the network sees at once, where that is not the whole volume.
   *
   * @throws IllegalArgumentException if the patch has not three sides, or is larger than the volume
   */
  public static Optional<Shape> patch(TrainingRequested request) {
    List<Integer> sides = request.getTraining().getPatch();
    return sides.isEmpty()
        ? Optional.empty()
        : Optional.of(within(volume(request), shape("patch", sides)));
  }

  /** What the network sees at once, trained or served: the patch, or the whole volume. */
  public static Shape seen(TrainingRequested request) {
    return patch(request).orElseGet(() -> volume(request));
  }

  private static Shape within(Shape volume, Shape patch) {
    if (!patch.atMost(volume).equals(patch)) {
      throw new IllegalArgumentException(
          "patch must lie within the shape %s, got %s".formatted(volume, patch));
    }
    return patch;
  }

  private static Shape shape(String what, List<Integer> sides) {
    if (sides.size() != SIDES || sides.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException(
          "%s must have 3 sides of at least one voxel, got %s".formatted(what, sides));
    }
    return new Shape(sides.get(0), sides.get(1), sides.get(2));
  }
}
