package io.carryover.cli.scan;

import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The shape that a cohort's scans are cropped or padded to for training. */
public final class TrainingShape {
  private static final int STEP = 8;

  /** What a training on few cores can bear. */
  private static final Shape LARGEST = new Shape(48, 64, 48);

  private TrainingShape() {}

  /**
   * The smallest multiples of 8 that hold the median content box of the scans, at most 48x64x48.
   * The content box is what preprocessing leaves of a scan: along R, A and S, without empty
   * borders.
   */
  public static Shape of(List<DecathlonCase> scans) {
    return ofBoxes(boxes(scans), LARGEST);
  }

  /**
   * The same, or for a training on patches the smallest multiples of 8 that hold the content box of
   * every scan, and a patch: scans are padded and never cropped, their size costs memory only.
   */
  public static Shape of(List<DecathlonCase> scans, Optional<Shape> patch) {
    return patch.map(within -> holdingBoxes(boxes(scans), within)).orElseGet(() -> of(scans));
  }

  static Shape holdingBoxes(List<Shape> boxes, Shape patch) {
    return boxes.stream().reduce(patch, Shape::union).roundedUpTo(STEP);
  }

  static Shape ofBoxes(List<Shape> boxes, Shape limit) {
    Shape median =
        new Shape(
            median(boxes, Shape::depth), median(boxes, Shape::height), median(boxes, Shape::width));
    return median.roundedUpTo(STEP).atMost(limit);
  }

  private static List<Shape> boxes(List<DecathlonCase> scans) {
    return scans.stream().map(TrainingShape::contentBox).toList();
  }

  private static Shape contentBox(DecathlonCase scan) {
    try {
      return Preprocessing.prepare(NiftiReader.read(scan.image())).image().shape();
    } catch (InvalidImageException e) {
      throw e.in("file " + scan.image().getFileName());
    }
  }

  private static int median(List<Shape> boxes, ToIntFunction<Shape> side) {
    return boxes.stream().mapToInt(side).sorted().skip(boxes.size() / 2).findFirst().orElseThrow();
  }
}
