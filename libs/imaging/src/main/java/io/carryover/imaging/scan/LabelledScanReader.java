package io.carryover.imaging.scan;

import static io.carryover.imaging.volume.InvalidImageException.EMPTY_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.EMPTY_MASK;
import static io.carryover.imaging.volume.InvalidImageException.MASK_AFFINE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.MASK_SHAPE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.dicom.SegmentationReader;
import io.carryover.imaging.dicom.Series;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads an image and its labels and refuses pairs that would spoil a training.
 *
 * <p>An image is a NIfTI file, a folder with a DICOM series, or one enhanced DICOM file; labels are
 * a NIfTI label map, or a DICOM segmentation whose segments are the label values.
 *
 * <p>Label values of the foreground become 1, all others 0. Image and label map must have the same
 * shape and lie at the same place: at no corner may they be a tenth of the smallest spacing apart.
 * A segmentation may leave slices out.
 */
public final class LabelledScanReader {
  private static final double LARGEST_DISTANCE_VOXELS = 0.1;
  private static final float WHOLE_NUMBER_TOLERANCE = 1e-3f;

  private LabelledScanReader() {}

  /**
   * Reads a labelled scan.
   *
   * @param labelValues values of the label map that are foreground
   * @param scanName what messages call the scan: a pseudonym
   * @throws InvalidImageException of either file as {@link NiftiReader#read(Path)}, {@link
   *     SeriesReader#read(Path)} and {@link SegmentationReader#readMask(Path, Series, Set)} do, and
   *     NAN_VOXELS, EMPTY_IMAGE (one value only), MASK_SHAPE_DIFFERS, MASK_AFFINE_DIFFERS,
   *     EMPTY_MASK, UNSUPPORTED_IMAGE for labels that are no whole numbers
   */
  public static LabelledScan read(
      Path image, Path label, Set<Integer> labelValues, String scanName) {
    try {
      return read(image, label, labelValues);
    } catch (InvalidImageException e) {
      throw e.in("scan " + scanName);
    }
  }

  private static LabelledScan read(Path imageFile, Path labelFile, Set<Integer> labelValues) {
    return Files.isDirectory(imageFile) || DicomReader.isDicom(imageFile)
        ? ofSeries(imageFile, labelFile, labelValues)
        : ofNifti(imageFile, labelFile, labelValues);
  }

  private static LabelledScan ofSeries(Path folderOrFile, Path labels, Set<Integer> labelValues) {
    Series series = in("image", () -> SeriesReader.read(folderOrFile));
    requireContrast(series.image());
    Mask mask =
        isSegmentation(labels)
            ? in("segmentation", () -> SegmentationReader.readMask(labels, series, labelValues))
            : foreground(series.image().grid(), labels, labelValues);
    return scan(series.image(), mask, labelValues);
  }

  private static LabelledScan ofNifti(Path file, Path labels, Set<Integer> labelValues) {
    Volume image = in("image", () -> NiftiReader.read(file));
    requireContrast(image);
    Grid grid = image.grid();
    Mask mask =
        isSegmentation(labels)
            ? in("segmentation", () -> SegmentationReader.readMask(labels, grid, labelValues))
            : foreground(grid, labels, labelValues);
    return scan(image, mask, labelValues);
  }

  private static boolean isSegmentation(Path labels) {
    return Files.isRegularFile(labels) && DicomReader.isDicom(labels);
  }

  private static LabelledScan scan(Volume image, Mask mask, Set<Integer> labelValues) {
    requireForeground(mask, labelValues);
    return new LabelledScan(image, mask);
  }

  private static <T> T in(String what, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidImageException e) {
      throw e.in(what);
    }
  }

  private static void requireContrast(Volume image) {
    image.requireFinite();
    float[] voxels = image.voxels();
    for (float voxel : voxels) {
      if (voxel != voxels[0]) {
        return;
      }
    }
    throw new InvalidImageException(
        EMPTY_IMAGE, "an image needs two values at least, all voxels are " + voxels[0]);
  }

  private static void requireSameGrid(Grid image, Grid mask) {
    if (!image.shape().equals(mask.shape())) {
      throw new InvalidImageException(
          MASK_SHAPE_DIFFERS,
          "mask %s differs from image %s".formatted(mask.shape(), image.shape()));
    }
    double distanceMm = image.affine().largestDistanceMm(mask.affine(), image.shape());
    if (distanceMm > LARGEST_DISTANCE_VOXELS * smallest(image.spacingMm())) {
      throw new InvalidImageException(
          MASK_AFFINE_DIFFERS,
          "mask and image must lie at one place, they are up to %.4g mm apart: mask %s, image %s"
              .formatted(distanceMm, mask.affine(), image.affine()));
    }
  }

  private static double smallest(double[] spacingMm) {
    return Math.min(spacingMm[0], Math.min(spacingMm[1], spacingMm[2]));
  }

  private static Mask foreground(Grid grid, Path file, Set<Integer> labelValues) {
    Volume labels = in("label map", () -> NiftiReader.read(file));
    requireSameGrid(grid, labels.grid());
    labels.requireFinite();
    byte[] voxels = new byte[labels.voxels().length];
    for (int index = 0; index < voxels.length; index++) {
      boolean inside = labelValues.contains(wholeNumber(labels.voxels()[index]));
      voxels[index] = (byte) (inside ? 1 : 0);
    }
    return new Mask(grid, voxels);
  }

  private static int wholeNumber(float label) {
    int whole = Math.round(label);
    if (Math.abs(label - whole) > WHOLE_NUMBER_TOLERANCE) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE, "labels must be whole numbers, got " + label);
    }
    return whole;
  }

  private static void requireForeground(Mask mask, Set<Integer> labelValues) {
    if (mask.foregroundVoxels() == 0) {
      throw new InvalidImageException(
          EMPTY_MASK,
          "a mask needs foreground, none of %d voxels has a label of %s"
              .formatted(mask.shape().voxels(), new TreeSet<>(labelValues)));
    }
  }
}
