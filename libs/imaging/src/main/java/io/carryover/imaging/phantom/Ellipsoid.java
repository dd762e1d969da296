package io.carryover.imaging.phantom;

/**
 * A solid ellipsoid, turned around the third axis.
 *
 * @param centre in voxels
 * @param radii half axes in voxels, before turning
 * @param angle of the turn in radians
 * @param intensity of its tissue
 */
record Ellipsoid(Triple centre, Triple radii, double angle, double intensity) {

  /** 0 at the centre, 1 on the surface, more outside. */
  double radius(double i, double j, double k) {
    double x = i - centre.x();
    double y = j - centre.y();
    double turnedX = StrictMath.cos(angle) * x + StrictMath.sin(angle) * y;
    double turnedY = StrictMath.cos(angle) * y - StrictMath.sin(angle) * x;
    return StrictMath.sqrt(
        square(turnedX / radii.x())
            + square(turnedY / radii.y())
            + square((k - centre.z()) / radii.z()));
  }

  /**
   * Share of a voxel that is inside: 1 to 0 across one voxel at the surface, as partial volume
   * makes it.
   */
  double share(double i, double j, double k) {
    double radius = radius(i, j, k);
    double meanRadius = Math.cbrt(radii.x() * radii.y() * radii.z());
    return Math.max(0, Math.min(1, 0.5 + (1 - radius) * meanRadius));
  }

  private static double square(double value) {
    return value * value;
  }
}
