package io.carryover.imaging.volume;

/**
 * A box laid over a volume, which may stick out of it.
 *
 * @param shape voxels of the box
 * @param depth index along i of the box's first voxel; negative where the box sticks out
 * @param height the same along j
 * @param width the same along k
 */
public record Window(Shape shape, int depth, int height, int width) {

  /** Receives the common part of box and volume, one run of neighbours along k at a time. */
  @FunctionalInterface
  public interface RowVisitor {
    /**
     * One run.
     *
     * @param inVolume index of its first voxel in the volume's array
     * @param inWindow index of its first voxel in the box's array
     * @param length voxels
     */
    void visit(int inVolume, int inWindow, int length);
  }

  /**
   * A box whose middle is the middle of a volume.
   *
   * <p>Where the sides differ by an odd number, the box starts one voxel earlier: {@code
   * floor((side of volume - side of box) / 2)}.
   */
  public static Window centred(Shape window, Shape volume) {
    return new Window(
        window,
        Math.floorDiv(volume.depth() - window.depth(), 2),
        Math.floorDiv(volume.height() - window.height(), 2),
        Math.floorDiv(volume.width() - window.width(), 2));
  }

  /**
   * A box of all voxels whose index along one axis is in a range.
   *
   * @param axis 0 depth, 1 height, 2 width
   * @param from the range's first index
   * @param thickness the range's length
   */
  public static Window slab(Shape volume, int axis, int from, int thickness) {
    return switch (axis) {
      case 0 -> new Window(new Shape(thickness, volume.height(), volume.width()), from, 0, 0);
      case 1 -> new Window(new Shape(volume.depth(), thickness, volume.width()), 0, from, 0);
      case 2 -> new Window(new Shape(volume.depth(), volume.height(), thickness), 0, 0, from);
      default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, not " + axis);
    };
  }

  /** The box's voxels; 0 outside the volume. */
  public float[] cut(Volume volume) {
    float[] cut = new float[shape.voxels()];
    float[] voxels = volume.voxels();
    forEachRow(
        volume.shape(),
        (inVolume, inWindow, length) -> System.arraycopy(voxels, inVolume, cut, inWindow, length));
    return cut;
  }

  /** Visits every run of voxels that lies in the box and in a volume of the given shape. */
  public void forEachRow(Shape volume, RowVisitor visitor) {
    int lastDepth = Math.min(shape.depth(), volume.depth() - depth);
    for (int d = Math.max(0, -depth); d < lastDepth; d++) {
      forEachRowOfPlane(volume, d, visitor);
    }
  }

  private void forEachRowOfPlane(Shape volume, int d, RowVisitor visitor) {
    int from = Math.max(0, -width);
    int length = Math.min(shape.width(), volume.width() - width) - from;
    int lastHeight = Math.min(shape.height(), volume.height() - height);
    for (int h = Math.max(0, -height); h < lastHeight && length > 0; h++) {
      int inVolume = volume.index(depth + d, height + h, width + from);
      visitor.visit(inVolume, shape.index(d, h, from), length);
    }
  }
}
