package io.carryover.imaging.volume;

import java.util.Objects;

/**
 * An image, a mask or the pair of them breaks a rule: rejected input, never worth a retry.
 *
 * <p>The message gives the rule, the actual value and where. Trouble of the disk is an {@link
 * java.io.UncheckedIOException} instead: that may pass.
 */
public final class InvalidImageException extends RuntimeException {
  /** The bytes are not an image of a known format, or its header contradicts itself. */
  public static final String UNREADABLE_IMAGE = "UNREADABLE_IMAGE";

  /** The file ends before its last voxel. */
  public static final String TRUNCATED_IMAGE = "TRUNCATED_IMAGE";

  /** A valid image of a kind that is not read: datatype, dimensions, two-file pairs. */
  public static final String UNSUPPORTED_IMAGE = "UNSUPPORTED_IMAGE";

  /** NaN or infinite voxels. */
  public static final String NAN_VOXELS = "NAN_VOXELS";

  /** No contrast: all voxels are zero, or all have one value. */
  public static final String EMPTY_IMAGE = "EMPTY_IMAGE";

  /** Mask and image have different shapes. */
  public static final String MASK_SHAPE_DIFFERS = "MASK_SHAPE_DIFFERS";

  /** Mask and image lie at different places. */
  public static final String MASK_AFFINE_DIFFERS = "MASK_AFFINE_DIFFERS";

  /** No voxel carries a foreground label. */
  public static final String EMPTY_MASK = "EMPTY_MASK";

  /** Both transforms of a NIfTI header are declared and they contradict each other. */
  public static final String SFORM_QFORM_DIFFER = "SFORM_QFORM_DIFFER";

  /** More voxels than the limit, or than one array holds. */
  public static final String IMAGE_TOO_LARGE = "IMAGE_TOO_LARGE";

  /** The axes of the affine are not at right angles. */
  public static final String SHEARED_AFFINE = "SHEARED_AFFINE";

  /** The affine is not finite, or maps the volume to a plane. */
  public static final String BROKEN_AFFINE = "BROKEN_AFFINE";

  /** A folder of scans lacks a part: the description, an image or a label. */
  public static final String MISSING_FILE = "MISSING_FILE";

  /** A DICOM file is compressed, deflated or big endian. */
  public static final String UNSUPPORTED_TRANSFER_SYNTAX = "UNSUPPORTED_TRANSFER_SYNTAX";

  /** A DICOM object of another kind than the one asked for. */
  public static final String NOT_AN_IMAGE = "NOT_AN_IMAGE";

  /** A DICOM frame does not say where it lies. */
  public static final String MISSING_GEOMETRY = "MISSING_GEOMETRY";

  /** Images of several series, sizes or frames of reference. */
  public static final String MIXED_SERIES = "MIXED_SERIES";

  /** Two slices of a series lie at one place. */
  public static final String DUPLICATE_SLICES = "DUPLICATE_SLICES";

  /** A series has a gap that slices would fill, or one slice only. */
  public static final String MISSING_SLICES = "MISSING_SLICES";

  /** Slices of a series are not evenly spaced along one line. */
  public static final String UNEVEN_SLICES = "UNEVEN_SLICES";

  /** Slices of a series are not parallel. */
  public static final String ORIENTATION_CHANGES = "ORIENTATION_CHANGES";

  /** Slices of a series have pixels of several sizes. */
  public static final String SPACING_CHANGES = "SPACING_CHANGES";

  /** A segmentation has no segment of the number asked for. */
  public static final String MISSING_SEGMENT = "MISSING_SEGMENT";

  /** Positions of labels and image refer to different frames: other patients or sessions. */
  public static final String FRAME_OF_REFERENCE_DIFFERS = "FRAME_OF_REFERENCE_DIFFERS";

  /** Two segments claim one voxel, where each voxel has one label. */
  public static final String OVERLAPPING_SEGMENTS = "OVERLAPPING_SEGMENTS";

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A broken rule.
   *
   * @param code one of this class's constants
   * @param message rule, actual value, where
   */
  public InvalidImageException(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A broken rule that another exception revealed. */
  public InvalidImageException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** Which rule is broken: one of this class's constants. */
  public String code() {
    return code;
  }

  /** The same rule, its message ending with the place: "(scan hippocampus_001)". */
  public InvalidImageException in(String place) {
    return new InvalidImageException(code, getMessage() + " (" + place + ")", this);
  }
}
