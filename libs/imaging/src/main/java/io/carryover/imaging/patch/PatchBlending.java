package io.carryover.imaging.patch;

import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import java.util.Arrays;

/**
 * The weighted means of what overlapping patches say about each voxel, slab after slab.
 *
 * <pre>
 *   mean(v) = sum over patches p of weight_p(v) value_p(v) / sum over p of weight_p(v)
 *   the lower sum is a product of three, one along each axis: patches lie on a grid
 *
 *   for each slab:  add all of its patches, every layer;  settle it: the means that are final
 * </pre>
 *
 * <p>A patch may say several things about a voxel, each of which is a layer: what each of several
 * networks says. Holds a float for each layer and each voxel of one slab, whatever the length of
 * the volume. One thread at a time.
 */
public final class PatchBlending {

  /** Receives the means of a run of neighbours along k. */
  @FunctionalInterface
  public interface MeansVisitor {
    /**
     * One run.
     *
     * @param inVolume index of its first voxel in the volume's array
     * @param means by layer; may be read from {@code inSlab} on, during the call
     * @param inSlab index of its first voxel in each layer
     * @param length voxels
     */
    void visit(int inVolume, float[][] means, int inSlab, int length);
  }

  private final PatchGrid grid;
  private final GaussianWindow window;
  private final Shape box;
  private final float[][] sums;
  private final double[][] weights;
  private int slab;
  private int added;

  /**
   * Blends the patches of one volume.
   *
   * @param layers how many values each patch has for a voxel
   */
  public PatchBlending(PatchGrid grid, int layers) {
    this.grid = grid;
    this.window = GaussianWindow.of(grid.patch());
    this.box = grid.slabs().get(0).box().shape();
    this.sums = new float[layers][box.voxels()];
    this.weights = grid.weights();
  }

  /**
   * Takes in one layer of one patch of the slab that is not yet settled, once; what sticks out of
   * the volume is dropped.
   *
   * @param patch which patch of the grid
   * @param values one value for each voxel of the patch, C order
   */
  public void add(int patch, int layer, float[] values) {
    requireInSlab(patch);
    requirePatchOf(values);
    float[] sum = sums[layer];
    inBox(grid.window(patch))
        .forEachRow(box, (inBox, inWindow, length) -> addRow(sum, values, inBox, inWindow, length));
    added++;
  }

  /**
   * Hands out the means of the slab's settled part and makes room for the next slab.
   *
   * @throws IllegalStateException if a layer of a patch of the slab is missing, or all slabs are
   *     settled
   */
  public void settle(MeansVisitor visitor) {
    Slab settled = current();
    requireAll(settled);
    inBox(settled.settled())
        .forEachRow(box, (inBox, inSettled, length) -> hand(settled, inBox, length, visitor));
    shift(settled.settled().shape().side(grid.axis()));
    slab++;
    added = 0;
  }

  private Slab current() {
    if (slab == grid.slabs().size()) {
      throw new IllegalStateException("all slabs are settled, this blending is spent");
    }
    return grid.slabs().get(slab);
  }

  /** A window of the volume as one of the slab's box. */
  private Window inBox(Window inVolume) {
    Window origin = current().box();
    return new Window(
        inVolume.shape(),
        inVolume.depth() - origin.depth(),
        inVolume.height() - origin.height(),
        inVolume.width() - origin.width());
  }

  private void addRow(float[] sum, float[] values, int inBox, int inWindow, int length) {
    for (int n = 0; n < length; n++) {
      sum[inBox + n] += window.at(inWindow + n) * values[inWindow + n];
    }
  }

  private void hand(Slab settled, int inBox, int length, MeansVisitor visitor) {
    int inVolume = inVolume(settled.box(), inBox);
    int first = inVolume % grid.volume().width();
    double ofRow = weightOfRow(inVolume / grid.volume().width());
    for (int n = 0; n < length; n++) {
      double weight = ofRow * weights[2][first + n];
      for (float[] sum : sums) {
        sum[inBox + n] = (float) (sum[inBox + n] / weight);
      }
    }
    visitor.visit(inVolume, sums, inBox, length);
  }

  private double weightOfRow(int row) {
    int height = grid.volume().height();
    return weights[0][row / height] * weights[1][row % height];
  }

  private int inVolume(Window origin, int inBox) {
    int plane = box.height() * box.width();
    return grid.volume()
        .index(
            origin.depth() + inBox / plane,
            origin.height() + inBox % plane / box.width(),
            origin.width() + inBox % box.width());
  }

  /** What is unsettled moves to the front; behind it nothing is known. */
  private void shift(int by) {
    for (float[] sum : sums) {
      shift(sum, by);
    }
  }

  private void shift(float[] values, int by) {
    int along = box.side(grid.axis());
    int step = stride(grid.axis());
    int block = along * step;
    for (int from = 0; from < values.length; from += block) {
      System.arraycopy(values, from + by * step, values, from, (along - by) * step);
      Arrays.fill(values, from + (along - by) * step, from + block, 0);
    }
  }

  /** Distance of neighbours along an axis. */
  private int stride(int axis) {
    return switch (axis) {
      case 0 -> box.height() * box.width();
      case 1 -> box.width();
      default -> 1;
    };
  }

  private void requireInSlab(int patch) {
    Slab now = current();
    if (patch < now.first() || patch >= now.end()) {
      throw new IllegalArgumentException(
          "the slab has patches %d to %d, got %d".formatted(now.first(), now.end() - 1, patch));
    }
  }

  private void requirePatchOf(float[] values) {
    if (values.length != grid.patch().voxels()) {
      throw new IllegalArgumentException(
          "a patch %s has %d values, got %d"
              .formatted(grid.patch(), grid.patch().voxels(), values.length));
    }
  }

  private void requireAll(Slab settled) {
    int wanted = (settled.end() - settled.first()) * sums.length;
    if (added != wanted) {
      throw new IllegalStateException(
          "the slab takes %d patches of %d layers, it has %d of %d"
              .formatted(settled.end() - settled.first(), sums.length, added, wanted));
    }
  }
}
