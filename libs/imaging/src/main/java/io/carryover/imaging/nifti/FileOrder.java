package io.carryover.imaging.nifti;

import io.carryover.imaging.volume.Shape;

/** Walks an array (k fastest) in the order in which a NIfTI file stores voxels (i fastest). */
final class FileOrder {
  private final Shape shape;
  private final int plane;
  private int i;
  private int j;
  private int k;

  FileOrder(Shape shape) {
    this.shape = shape;
    this.plane = shape.height() * shape.width();
  }

  /** The array index of the file's next voxel. */
  int next() {
    int index = i * plane + j * shape.width() + k;
    if (++i == shape.depth()) {
      i = 0;
      nextRow();
    }
    return index;
  }

  private void nextRow() {
    if (++j == shape.height()) {
      j = 0;
      k++;
    }
  }
}
