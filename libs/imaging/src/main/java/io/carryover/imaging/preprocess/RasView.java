package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;

/**
 * A box of an image seen along R, A and S: every voxel of the view is one voxel of the image.
 *
 * <pre>
 *   index in the image = start + r * step[0] + a * step[1] + s * step[2]
 * </pre>
 *
 * <p>Nothing is resampled, so that the way there and the way back are exact; an oblique affine
 * stays oblique.
 */
final class RasView {

  /** Receives each voxel of the view once, with its index in both arrays. */
  @FunctionalInterface
  interface VoxelVisitor {
    void visit(int inImage, int inView);
  }

  private final Grid image;
  private final Grid grid;
  private final int start;
  private final int[] steps;

  private RasView(Grid image, Grid grid, int start, int[] steps) {
    this.image = image;
    this.grid = grid;
    this.start = start;
    this.steps = steps;
  }

  static RasView of(Grid image, Box box) {
    Orientation orientation = Orientation.of(image.affine());
    int[] corner = corner(orientation, box);
    Affine affine = affine(image.affine(), orientation, corner);
    int start = image.shape().index(corner[0], corner[1], corner[2]);
    return new RasView(
        image, new Grid(shape(orientation, box), affine), start, steps(image.shape(), orientation));
  }

  /** Where the view's voxels lie. */
  Grid grid() {
    return grid;
  }

  /** The image's grid. */
  Grid image() {
    return image;
  }

  /** Visits the voxels in the order of the view's array. */
  void forEachVoxel(VoxelVisitor visitor) {
    Shape shape = grid.shape();
    for (int row = 0; row < shape.voxels(); row += shape.width()) {
      forEachVoxel(row, shape.width(), visitor);
    }
  }

  /**
   * Visits a run of neighbours along S.
   *
   * @param inView index of its first voxel in the view's array
   * @param length voxels, all in one row of the view
   */
  void forEachVoxel(int inView, int length, VoxelVisitor visitor) {
    int inImage = inImage(inView);
    for (int n = 0; n < length; n++) {
      visitor.visit(inImage + n * steps[2], inView + n);
    }
  }

  private int inImage(int inView) {
    Shape shape = grid.shape();
    int s = inView % shape.width();
    int a = inView / shape.width() % shape.height();
    int r = inView / (shape.width() * shape.height());
    return start + r * steps[0] + a * steps[1] + s * steps[2];
  }

  /** The image's voxel where the view starts. */
  private static int[] corner(Orientation orientation, Box box) {
    int[] corner = new int[3];
    for (int world = 0; world < 3; world++) {
      int axis = orientation.imageAxis(world);
      corner[axis] = orientation.isBackwards(world) ? box.last(axis) : box.first(axis);
    }
    return corner;
  }

  private static Shape shape(Orientation orientation, Box box) {
    return new Shape(
        box.side(orientation.imageAxis(0)),
        box.side(orientation.imageAxis(1)),
        box.side(orientation.imageAxis(2)));
  }

  private static Affine affine(Affine image, Orientation orientation, int[] corner) {
    double[][] rows = new double[3][4];
    double[] origin = image.position(corner[0], corner[1], corner[2]);
    for (int row = 0; row < 3; row++) {
      for (int world = 0; world < 3; world++) {
        double step = image.at(row, orientation.imageAxis(world));
        rows[row][world] = orientation.isBackwards(world) ? 0 - step : step;
      }
      rows[row][3] = origin[row];
    }
    return Affine.ofRows(rows);
  }

  private static int[] steps(Shape image, Orientation orientation) {
    int[] forwards = {image.height() * image.width(), image.width(), 1};
    int[] steps = new int[3];
    for (int world = 0; world < 3; world++) {
      int step = forwards[orientation.imageAxis(world)];
      steps[world] = orientation.isBackwards(world) ? 0 - step : step;
    }
    return steps;
  }
}
