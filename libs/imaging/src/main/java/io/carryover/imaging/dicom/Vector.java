package io.carryover.imaging.dicom;

import java.util.Locale;

/** A place or a direction in three dimensions, in millimetres or without unit. */
public record Vector(double x, double y, double z) {

  /** Three numbers from a place in an array on. */
  static Vector of(double[] numbers, int from) {
    return new Vector(numbers[from], numbers[from + 1], numbers[from + 2]);
  }

  Vector plus(Vector other) {
    return new Vector(x + other.x, y + other.y, z + other.z);
  }

  Vector minus(Vector other) {
    return new Vector(x - other.x, y - other.y, z - other.z);
  }

  Vector times(double factor) {
    return new Vector(x * factor, y * factor, z * factor);
  }

  double dot(Vector other) {
    return x * other.x + y * other.y + z * other.z;
  }

  Vector cross(Vector other) {
    return new Vector(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /** "(-107.03, -150.023, 88.7719)". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "(%.6g, %.6g, %.6g)", x, y, z);
  }
}
