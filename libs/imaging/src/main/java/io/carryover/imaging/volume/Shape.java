package io.carryover.imaging.volume;

/**
 * Number of voxels along the three axes of an array: depth i, height j, width k.
 *
 * <p>In RAS orientation these run along R, A and S. Voxel (i, j, k) lies at index {@code (i *
 * height + j) * width + k} of a flat array. One array must hold all voxels.
 *
 * @param depth voxels along i, at least 1
 * @param height voxels along j, at least 1
 * @param width voxels along k, at least 1
 */
public record Shape(int depth, int height, int width) {
  /** Most voxels of one volume: what the JVM allots to one array. */
  public static final int MAX_VOXELS = Integer.MAX_VALUE - 8;

  /**
   * Checks the sides.
   *
   * @throws InvalidImageException UNSUPPORTED_IMAGE for a side below 1, IMAGE_TOO_LARGE above
   *     {@link #MAX_VOXELS}
   */
  public Shape {
    requireSides(depth, height, width);
    requireOneArray(depth, height, width);
  }

  /** A shape with three equal sides. */
  public static Shape cube(int side) {
    return new Shape(side, side, side);
  }

  /** The number of voxels. */
  public int voxels() {
    return depth * height * width;
  }

  /** The side along an axis: 0 depth, 1 height, 2 width. */
  public int side(int axis) {
    return switch (axis) {
      case 0 -> depth;
      case 1 -> height;
      case 2 -> width;
      default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, not " + axis);
    };
  }

  /** The three sides: depth, height, width. */
  public int[] sides() {
    return new int[] {depth, height, width};
  }

  /** Index of voxel (i, j, k) in a flat array. */
  public int index(int i, int j, int k) {
    return (i * height + j) * width + k;
  }

  /** The least shape that holds this one with every side a multiple of {@code step}. */
  public Shape roundedUpTo(int step) {
    return new Shape(roundUp(depth, step), roundUp(height, step), roundUp(width, step));
  }

  /** Side by side the larger of the two. */
  public Shape union(Shape other) {
    return new Shape(
        Math.max(depth, other.depth), Math.max(height, other.height), Math.max(width, other.width));
  }

  /** Side by side the smaller of the two. */
  public Shape atMost(Shape limit) {
    return new Shape(
        Math.min(depth, limit.depth), Math.min(height, limit.height), Math.min(width, limit.width));
  }

  /** "48x64x48". */
  @Override
  public String toString() {
    return depth + "x" + height + "x" + width;
  }

  private static int roundUp(int side, int step) {
    return Math.multiplyExact(Math.addExact(side, step - 1) / step, step);
  }

  private static void requireSides(int depth, int height, int width) {
    if (depth < 1 || height < 1 || width < 1) {
      throw new InvalidImageException(
          InvalidImageException.UNSUPPORTED_IMAGE,
          "every side needs at least one voxel, got %dx%dx%d".formatted(depth, height, width));
    }
  }

  private static void requireOneArray(int depth, int height, int width) {
    long plane = (long) height * width;
    if (plane > MAX_VOXELS || plane * depth > MAX_VOXELS) {
      throw new InvalidImageException(
          InvalidImageException.IMAGE_TOO_LARGE,
          "a volume has at most %d voxels, got %dx%dx%d"
              .formatted(MAX_VOXELS, depth, height, width));
    }
  }
}
