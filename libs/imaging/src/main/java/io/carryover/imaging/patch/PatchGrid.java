package io.carryover.imaging.patch;

import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.imaging.volume.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlapping patches of one shape that cover a volume.
 *
 * <p>Along each axis the starts are spread evenly, the first at 0 and the last such that its patch
 * ends at the volume's edge; neighbours are at most {@code side * (1 - overlap)} apart. Side 110
 * with patches of 64 at overlap 0.5 gives 0, 23, 46, as nnU-Net does. A volume smaller than the
 * patch lies in the middle of a single patch, padded with 0.
 */
public final class PatchGrid {
  private final Shape volume;
  private final Shape patch;
  private final List<Window> windows;

  /**
   * Lays patches over a volume.
   *
   * @param overlap share of a patch's side that neighbours have in common at least, from 0 to below
   *     1
   */
  public PatchGrid(Shape volume, Shape patch, double overlap) {
    this.volume = volume;
    this.patch = patch;
    this.windows = windows(volume, patch, requireShare(overlap));
  }

  /** The number of patches, at least 1. */
  public int size() {
    return windows.size();
  }

  /** The volume's shape. */
  public Shape volume() {
    return volume;
  }

  /** The shape of every patch. */
  public Shape patch() {
    return patch;
  }

  /** Where a patch lies. */
  public Window window(int index) {
    return windows.get(index);
  }

  /** A patch's voxels in C order; 0 outside the volume. */
  public float[] cut(Volume image, int index) {
    requireVolume(image.shape());
    return windows.get(index).cut(image);
  }

  private void requireVolume(Shape shape) {
    if (!shape.equals(volume)) {
      throw new IllegalArgumentException(
          "the patches cover %s, the image is %s".formatted(volume, shape));
    }
  }

  private static double requireShare(double overlap) {
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap is from 0 to below 1, got " + overlap);
    }
    return overlap;
  }

  private static List<Window> windows(Shape volume, Shape patch, double overlap) {
    List<Window> windows = new ArrayList<>();
    for (int depth : starts(volume.depth(), patch.depth(), overlap)) {
      for (int height : starts(volume.height(), patch.height(), overlap)) {
        for (int width : starts(volume.width(), patch.width(), overlap)) {
          windows.add(new Window(patch, depth, height, width));
        }
      }
    }
    return List.copyOf(windows);
  }

  private static int[] starts(int side, int patch, double overlap) {
    if (side <= patch) {
      return new int[] {Math.floorDiv(side - patch, 2)};
    }
    double furthest = Math.max(1, patch * (1 - overlap));
    int steps = (int) Math.ceil((side - patch) / furthest);
    int[] starts = new int[steps + 1];
    for (int n = 0; n <= steps; n++) {
      starts[n] = (int) Math.rint((double) n * (side - patch) / steps);
    }
    return starts;
  }
}
