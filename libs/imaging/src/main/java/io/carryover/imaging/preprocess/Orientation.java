package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Affine;
import java.util.Arrays;

/**
 * Which axis of an image runs along R, A and S, and which of them backwards.
 *
 * <p>Each axis of the image, in turn, takes the world axis that it follows most and that is still
 * free: the rule of nibabel's {@code io_orientation} for affines without shear.
 */
final class Orientation {
  private final int[] imageAxis = new int[3];
  private final boolean[] backwards = new boolean[3];

  private Orientation() {
    Arrays.fill(imageAxis, -1);
  }

  static Orientation of(Affine affine) {
    Orientation orientation = new Orientation();
    for (int axis = 0; axis < 3; axis++) {
      orientation.assign(affine, axis);
    }
    return orientation;
  }

  /** The image's axis along world axis 0 (R), 1 (A) or 2 (S). */
  int imageAxis(int world) {
    return imageAxis[world];
  }

  /** Whether that axis runs towards L, P or I. */
  boolean isBackwards(int world) {
    return backwards[world];
  }

  private void assign(Affine affine, int axis) {
    int best = -1;
    for (int world = 0; world < 3; world++) {
      boolean free = imageAxis[world] < 0;
      if (free && (best < 0 || along(affine, world, axis) > along(affine, best, axis))) {
        best = world;
      }
    }
    imageAxis[best] = axis;
    backwards[best] = affine.at(best, axis) < 0;
  }

  private static double along(Affine affine, int world, int axis) {
    return Math.abs(affine.at(world, axis));
  }
}
