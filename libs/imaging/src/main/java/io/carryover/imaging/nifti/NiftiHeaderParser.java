package io.carryover.imaging.nifti;

import static io.carryover.imaging.volume.InvalidImageException.IMAGE_TOO_LARGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Checks one header field by field and refuses what cannot be trusted. */
final class NiftiHeaderParser {
  private static final int MAX_DIMENSIONS = 7;
  private static final int UNIT_UNKNOWN = 0;
  private static final int UNIT_MM = 2;

  private final ByteBuffer header;
  private final NiftiLayout layout;
  private final ReadLimits limits;

  /**
   * A parser of one header.
   *
   * @param header all its bytes, in the file's byte order
   */
  NiftiHeaderParser(ByteBuffer header, NiftiLayout layout, ReadLimits limits) {
    this.header = header;
    this.layout = layout;
    this.limits = limits;
  }

  NiftiHeader parse() {
    requireSingleFile();
    requireMillimetres();
    Datatype datatype = Datatype.ofCode(header.getShort(layout.datatype));
    return new NiftiHeader(header.order(), datatype, grid(), firstVoxel(), slope(), intercept());
  }

  private Grid grid() {
    Shape shape = shape();
    Affine affine = new HeaderTransforms(header, layout, shape).affine();
    affine.requireRightAngles();
    return new Grid(shape, affine);
  }

  private void requireSingleFile() {
    if (layout.isPairOfFiles(header)) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE, "header and voxels must be one file, this is one of .hdr and .img");
    }
    if (!layout.isSingleFile(header)) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "a NIfTI file says n+1 or n+2 in its header, this one does not");
    }
  }

  private void requireMillimetres() {
    int unit = layout.spatialUnit(header);
    if (unit != UNIT_UNKNOWN && unit != UNIT_MM) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE, "lengths must be in mm, the header's unit code is " + unit);
    }
  }

  private Shape shape() {
    long[] sides = sides();
    requireWithin(sides);
    return new Shape((int) sides[0], (int) sides[1], (int) sides[2]);
  }

  private long[] sides() {
    long dimensions = layout.dimension(header, 0);
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "an image has 1 to 7 dimensions, the header says " + dimensions);
    }
    long[] sides = IntStream.rangeClosed(1, (int) dimensions).mapToLong(this::side).toArray();
    requireThree(sides);
    return sides;
  }

  private long side(int n) {
    return layout.dimension(header, n);
  }

  private static void requireThree(long[] sides) {
    boolean more = Arrays.stream(sides).skip(3).anyMatch(side -> side != 1);
    if (sides.length < 3 || more) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE,
          "a scan has three dimensions (further ones of 1), got " + Arrays.toString(sides));
    }
  }

  /** Refuses before the product of the sides can overflow. */
  private void requireWithin(long[] sides) {
    long left = limits.maxVoxels();
    for (int axis = 0; axis < 3; axis++) {
      requirePositive(sides, axis);
      left /= sides[axis];
    }
    if (left == 0) {
      throw new InvalidImageException(
          IMAGE_TOO_LARGE,
          "at most %d voxels are read, the header says %dx%dx%d"
              .formatted(limits.maxVoxels(), sides[0], sides[1], sides[2]));
    }
  }

  private static void requirePositive(long[] sides, int axis) {
    if (sides[axis] < 1) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "every side needs at least one voxel, the header says " + Arrays.toString(sides));
    }
  }

  private long firstVoxel() {
    double offset = layout.firstVoxel(header);
    boolean whole = offset == Math.rint(offset);
    if (!whole || offset < layout.minOffset() || offset > limits.maxOffsetBytes()) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "the first voxel lies at byte %d to %d, the header says %s"
              .formatted(layout.minOffset(), limits.maxOffsetBytes(), offset));
    }
    return (long) offset;
  }

  /** scl_slope; 0 declares that stored numbers are intensities. */
  private double slope() {
    double slope = finite("scl_slope", layout.real(header, layout.scaling, 0));
    return slope == 0 ? 1 : slope;
  }

  /** scl_inter, which counts only beside a slope. */
  private double intercept() {
    double slope = layout.real(header, layout.scaling, 0);
    return slope == 0 ? 0 : finite("scl_inter", layout.real(header, layout.scaling, 1));
  }

  private static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "%s must be finite, got %s".formatted(name, value));
    }
    return value;
  }
}
