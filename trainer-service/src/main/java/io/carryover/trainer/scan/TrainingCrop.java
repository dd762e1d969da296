package io.carryover.trainer.scan;

import io.carryover.events.ScanRef;
import io.carryover.imaging.preprocess.FixedShape;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;

/** What a training sees of a labelled scan: prepared, then its centre in one shape. */
public final class TrainingCrop {
  /** Nothing of the foreground lies in the shape that the cohort is trained on. */
  public static final String FOREGROUND_OUTSIDE_SHAPE = "FOREGROUND_OUTSIDE_SHAPE";

  private final float[] image;
  private final float[] mask;

  private TrainingCrop(float[] image, float[] mask) {
    this.image = image;
    this.mask = mask;
  }

  /**
   * Cuts a scan. A training that sees no foreground in it would learn the wrong.
   *
   * @throws RejectedException FOREGROUND_OUTSIDE_SHAPE, or the codes of {@link Preprocessing}
   */
  public static TrainingCrop of(ScanRef ref, LabelledScan scan, Shape shape) {
    TrainingCrop crop = cut(ref, scan, shape);
    if (!crop.hasForeground()) {
      throw new RejectedException(
          FOREGROUND_OUTSIDE_SHAPE,
          "foreground must reach into the training shape %s, none of %d voxels does (scan %s)"
              .formatted(shape, scan.mask().foregroundVoxels(), ref.getScanId()));
    }
    return crop;
  }

  private static TrainingCrop cut(ScanRef ref, LabelledScan scan, Shape shape) {
    try {
      Prepared prepared = Preprocessing.prepare(scan.image());
      FixedShape fixed = FixedShape.of(shape);
      return new TrainingCrop(fixed.fit(prepared.image()), fixed.fit(prepared.apply(scan.mask())));
    } catch (InvalidImageException e) {
      throw new RejectedException(e.code(), e.in("scan " + ref.getScanId()).getMessage(), e);
    }
  }

  /** Intensities in [0, 1], C order; not to be written to. */
  public float[] image() {
    return image;
  }

  /** 0 or 1 per voxel, C order; not to be written to. */
  public float[] mask() {
    return mask;
  }

  private boolean hasForeground() {
    for (float inside : mask) {
      if (inside != 0) {
        return true;
      }
    }
    return false;
  }
}
