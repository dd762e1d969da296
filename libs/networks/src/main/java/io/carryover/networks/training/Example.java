package io.carryover.networks.training;

/**
 * One labelled scan, cut or padded to the training shape.
 *
 * <p>The arrays are not copied: a cohort of them is the largest thing in the trainer's heap. Nobody
 * writes to them.
 */
public final class Example {

  private final String scanId;
  private final float[] image;
  private final float[] mask;

  /**
   * Takes the arrays over.
   *
   * @param scanId names it in messages; no name of a person
   * @param image intensities in [0, 1], C order (depth, height, width)
   * @param mask 0 or 1 per voxel, same order and length
   */
  public Example(String scanId, float[] image, float[] mask) {
    if (image.length != mask.length) {
      throw new IllegalArgumentException(
          "mask of %d voxels differs from image of %d voxels (scan %s)"
              .formatted(mask.length, image.length, scanId));
    }
    this.scanId = scanId;
    this.image = image;
    this.mask = mask;
  }

  /** What names the scan in messages. */
  public String scanId() {
    return scanId;
  }

  /** Intensities, C order; not to be written to. */
  public float[] image() {
    return image;
  }

  /** 0 or 1 per voxel, C order; not to be written to. */
  public float[] mask() {
    return mask;
  }
}
