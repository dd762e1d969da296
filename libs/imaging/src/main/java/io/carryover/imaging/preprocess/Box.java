package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.Arrays;

/** The smallest box around the content of an image: the first and the last index of each axis. */
final class Box {
  private final int[] first = new int[3];
  private final int[] last = new int[3];

  private Box() {
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
  }

  /**
   * The box around all voxels that are not 0.
   *
   * @throws InvalidImageException EMPTY_IMAGE if there is none
   */
  static Box aroundContent(Volume volume) {
    Box box = new Box();
    Shape shape = volume.shape();
    for (int i = 0; i < shape.depth(); i++) {
      for (int j = 0; j < shape.height(); j++) {
        box.includeRow(volume, i, j);
      }
    }
    box.requireContent(shape);
    return box;
  }

  int first(int axis) {
    return first[axis];
  }

  int last(int axis) {
    return last[axis];
  }

  int side(int axis) {
    return last[axis] - first[axis] + 1;
  }

  private void includeRow(Volume volume, int i, int j) {
    for (int k = 0; k < volume.shape().width(); k++) {
      if (volume.at(i, j, k) != 0) {
        include(0, i);
        include(1, j);
        include(2, k);
      }
    }
  }

  private void include(int axis, int index) {
    first[axis] = Math.min(first[axis], index);
    last[axis] = Math.max(last[axis], index);
  }

  private void requireContent(Shape shape) {
    if (last[0] < 0) {
      throw new InvalidImageException(
          InvalidImageException.EMPTY_IMAGE,
          "an image needs content, all %d voxels of %s are 0".formatted(shape.voxels(), shape));
    }
  }
}
