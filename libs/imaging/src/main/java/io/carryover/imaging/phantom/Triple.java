package io.carryover.imaging.phantom;

import io.carryover.imaging.volume.Shape;
import java.util.function.DoubleUnaryOperator;

/** Three numbers, one an axis: a place or half axes in voxels. */
record Triple(double x, double y, double z) {

  /** The sides of a shape. */
  static Triple of(Shape shape) {
    return new Triple(shape.depth(), shape.height(), shape.width());
  }

  /** A function of each number, called in the order x, y, z. */
  Triple map(DoubleUnaryOperator function) {
    double mappedX = function.applyAsDouble(x);
    double mappedY = function.applyAsDouble(y);
    return new Triple(mappedX, mappedY, function.applyAsDouble(z));
  }

  Triple plus(Triple other) {
    return new Triple(x + other.x, y + other.y, z + other.z);
  }
}
