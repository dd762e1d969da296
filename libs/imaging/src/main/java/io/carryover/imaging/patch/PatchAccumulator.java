package io.carryover.imaging.patch;

/**
 * The weighted mean of what overlapping patches say about each voxel, taken in one by one.
 *
 * <pre>
 *   mean(v) = sum over patches p of weight_p(v) value_p(v) / sum over p of weight_p(v)
 * </pre>
 *
 * <p>Holds two floats for each voxel of the volume, whatever the number of patches. One thread at a
 * time.
 */
public final class PatchAccumulator {
  private final PatchGrid grid;
  private final GaussianWindow window;
  private final float[] sums;
  private final float[] weights;
  private boolean spent;

  /** An accumulator for one volume. */
  public PatchAccumulator(PatchGrid grid) {
    this.grid = grid;
    this.window = GaussianWindow.of(grid.patch());
    this.sums = new float[grid.volume().voxels()];
    this.weights = new float[grid.volume().voxels()];
  }

  /**
   * Takes in one patch; what sticks out of the volume is dropped.
   *
   * @param index which patch of the grid
   * @param values one value for each voxel of the patch, C order
   */
  public void add(int index, float[] values) {
    requireUnspent();
    requirePatchOf(values);
    grid.window(index)
        .forEachRow(
            grid.volume(),
            (inVolume, inWindow, length) -> addRow(values, inVolume, inWindow, length));
  }

  /**
   * The mean of every voxel, C order, computed in place: no patch can be added afterwards.
   *
   * @throws IllegalStateException if a voxel had no patch, or the mean was taken before
   */
  public float[] mean() {
    requireUnspent();
    spent = true;
    for (int index = 0; index < sums.length; index++) {
      requirePatch(index);
      sums[index] /= weights[index];
    }
    return sums;
  }

  private void addRow(float[] values, int inVolume, int inWindow, int length) {
    for (int n = 0; n < length; n++) {
      float weight = window.at(inWindow + n);
      sums[inVolume + n] += weight * values[inWindow + n];
      weights[inVolume + n] += weight;
    }
  }

  private void requireUnspent() {
    if (spent) {
      throw new IllegalStateException("the mean was taken, this accumulator is spent");
    }
  }

  private void requirePatchOf(float[] values) {
    if (values.length != grid.patch().voxels()) {
      throw new IllegalArgumentException(
          "a patch %s has %d values, got %d"
              .formatted(grid.patch(), grid.patch().voxels(), values.length));
    }
  }

  private void requirePatch(int index) {
    if (weights[index] == 0) {
      throw new IllegalStateException("voxel " + index + " has no patch yet");
    }
  }
}
