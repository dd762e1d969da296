package io.carryover.imaging.patch;

import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlapping patches of one shape that cover a volume, slab by slab along its longest axis.
 *
 * <p>Along each axis the starts are spread evenly, the first at 0 and the last such that its patch
 * ends at the volume's edge; neighbours are at most {@code side * (1 - overlap)} apart. Side 110
 * with patches of 64 at overlap 0.5 gives 0, 23, 46, as nnU-Net does. A volume smaller than the
 * patch lies in the middle of a single patch, padded with 0.
 *
 * <pre>
 *   longest axis  0        s1       s2                      slab n: the patches that start at sn
 *                 [--settled--|------]                      settled: up to the next slab's start
 *                          [--settled--|------]
 *                                   [-----settled-----]
 * </pre>
 */
public final class PatchGrid {
  private static final int AXES = 3;

  private final Shape volume;
  private final Shape patch;
  private final int axis;
  private final double[][] weights;
  private final List<Window> windows;
  private final List<Slab> slabs;

  /**
   * Lays patches over a volume.
   *
   * @param overlap share of a patch's side that neighbours have in common at least, from 0 to below
   *     1
   */
  public PatchGrid(Shape volume, Shape patch, double overlap) {
    this.volume = volume;
    this.patch = patch;
    this.axis = longestAxis(volume);
    int[][] starts = starts(volume, patch, requireShare(overlap));
    this.weights = GaussianWindow.sums(volume, patch, starts);
    this.windows = windows(starts);
    this.slabs = slabs(starts[axis]);
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

  /** The slabs in the order of their patches; their settled parts are the volume, once. */
  public List<Slab> slabs() {
    return slabs;
  }

  /** Sums of the window's factors over all patches, by axis and voxel along it; not a copy. */
  double[][] weights() {
    return weights;
  }

  /** The axis along which slabs follow each other: 0 depth, 1 height, 2 width. */
  int axis() {
    return axis;
  }

  private static double requireShare(double overlap) {
    if (!(overlap >= 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap is from 0 to below 1, got " + overlap);
    }
    return overlap;
  }

  /** The slabs are thinnest across the longest axis. */
  private static int longestAxis(Shape volume) {
    int longest = 0;
    for (int axis = 1; axis < AXES; axis++) {
      longest = volume.side(axis) > volume.side(longest) ? axis : longest;
    }
    return longest;
  }

  private static int[][] starts(Shape volume, Shape patch, double overlap) {
    int[][] starts = new int[AXES][];
    for (int axis = 0; axis < AXES; axis++) {
      starts[axis] = starts(volume.side(axis), patch.side(axis), overlap);
    }
    return starts;
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

  private List<Window> windows(int[][] starts) {
    List<Window> all = new ArrayList<>();
    for (int along : starts[axis]) {
      for (int first : starts[across(0)]) {
        for (int second : starts[across(1)]) {
          all.add(window(along, first, second));
        }
      }
    }
    return List.copyOf(all);
  }

  /** The axes that are not the slabs' one, in order. */
  private int across(int number) {
    return number < axis ? number : number + 1;
  }

  private Window window(int along, int first, int second) {
    return switch (axis) {
      case 0 -> new Window(patch, along, first, second);
      case 1 -> new Window(patch, first, along, second);
      default -> new Window(patch, first, second, along);
    };
  }

  private List<Slab> slabs(int[] starts) {
    int patches = windows.size() / starts.length;
    int side = volume.side(axis);
    int thickness = Math.min(side, patch.side(axis));
    List<Slab> all = new ArrayList<>();
    for (int n = 0; n < starts.length; n++) {
      int from = Math.max(0, starts[n]);
      int next = n + 1 < starts.length ? starts[n + 1] : side;
      all.add(
          new Slab(
              n * patches, (n + 1) * patches, across(from, thickness), across(from, next - from)));
    }
    return List.copyOf(all);
  }

  /** All of the volume across the slabs' axis, and so much along it. */
  private Window across(int from, int thickness) {
    return Window.slab(volume, axis, from, thickness);
  }
}
