package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.IMAGE_TOO_LARGE;
import static io.carryover.imaging.volume.InvalidImageException.MISSING_FILE;
import static io.carryover.imaging.volume.InvalidImageException.MIXED_SERIES;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DicomFile;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads one MR or CT series: classic files of one frame each, or enhanced files of many.
 *
 * <p>Voxel (i, j, k) is column i and row j of slice k, counted along the normal of the slices; the
 * affine is that of the NIfTI file that others make of the series. Intensities are {@code stored *
 * RescaleSlope + RescaleIntercept} of each frame, computed in double precision and kept as float.
 *
 * <p>Geometry is never guessed: see {@link SliceStack}. A series with several images at one place,
 * of echoes, phases or times, is refused as DUPLICATE_SLICES.
 *
 * <p>The files are held in memory until the volume is filled: their size and four bytes a voxel.
 * Messages name instances by number, files by their place in the list; a file's name may hold an
 * identity.
 */
public final class SeriesReader {
  private final DicomLimits limits;
  private final List<ImageInstance> instances = new ArrayList<>();

  SeriesReader(DicomLimits limits) {
    this.limits = limits;
  }

  /** Reads within {@link DicomLimits#DEFAULT}. */
  public static Series read(Path folderOrFile) {
    return read(folderOrFile, DicomLimits.DEFAULT);
  }

  /**
   * Reads all files of a folder, without its sub-folders, hidden files and DICOMDIR; or one file.
   *
   * @throws InvalidImageException as {@link #read(List, DicomLimits)}, MISSING_FILE for a folder
   *     without files
   * @throws UncheckedIOException if a file cannot be read for another reason, which may pass
   */
  public static Series read(Path folderOrFile, DicomLimits limits) {
    return Files.isDirectory(folderOrFile)
        ? read(filesOf(folderOrFile), limits)
        : read(List.of(folderOrFile), limits);
  }

  /**
   * Reads the files of a series, in any order.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE, TRUNCATED_IMAGE, UNSUPPORTED_TRANSFER_SYNTAX,
   *     NOT_AN_IMAGE, UNSUPPORTED_IMAGE, MISSING_GEOMETRY and BROKEN_AFFINE of one file;
   *     MIXED_SERIES, ORIENTATION_CHANGES, SPACING_CHANGES, DUPLICATE_SLICES, MISSING_SLICES,
   *     UNEVEN_SLICES and SHEARED_AFFINE of all together; IMAGE_TOO_LARGE above the limits
   * @throws UncheckedIOException if a file cannot be read for another reason, which may pass
   */
  public static Series read(List<Path> files, DicomLimits limits) {
    SeriesReader reader = new SeriesReader(limits);
    long leftBytes = limits.maxBytes();
    for (int n = 0; n < files.size(); n++) {
      leftBytes -= sizeOf(files.get(n));
      reader.add(files.get(n), leftBytes, "file %d of %d".formatted(n + 1, files.size()));
    }
    return reader.series();
  }

  private static List<Path> filesOf(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(SeriesReader::mayBeImage).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("folder cannot be read", e);
    }
  }

  private static boolean mayBeImage(Path entry) {
    String name = entry.getFileName().toString();
    return Files.isRegularFile(entry) && !name.startsWith(".") && !name.equals("DICOMDIR");
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("image cannot be read", e);
    }
  }

  private void add(Path file, long leftBytes, String place) {
    try {
      requireRoom(leftBytes);
      add(DicomReader.read(file, limits.maxBytes()));
    } catch (InvalidImageException e) {
      throw e.in(place);
    }
  }

  private void requireRoom(long leftBytes) {
    if (leftBytes < 0) {
      throw new InvalidImageException(
          IMAGE_TOO_LARGE,
          "the files of a series have at most %d bytes, these have %d or more"
              .formatted(limits.maxBytes(), limits.maxBytes() - leftBytes));
    }
  }

  /** Adds a file that was read; the first tells the series. */
  void add(DicomFile file) {
    ImageInstance instance = ImageInstance.of(file.dataSet());
    if (!instances.isEmpty()) {
      requireSameSeries(instances.get(0), instance);
    }
    instances.add(instance);
  }

  private static void requireSameSeries(ImageInstance first, ImageInstance other) {
    requireSame(Tag.SERIES_INSTANCE_UID, first, other);
    requireSame(Tag.FRAME_OF_REFERENCE_UID, first, other);
    requireSame(Tag.STUDY_INSTANCE_UID, first, other);
    requireSame(Tag.PATIENT_ID, first, other);
  }

  /** Never tells the value: a patient's number is no part of a message. */
  private static void requireSame(Tag tag, ImageInstance first, ImageInstance other) {
    if (!first.object().text(tag).equals(other.object().text(tag))) {
      throw new InvalidImageException(
          MIXED_SERIES,
          "images of a series have one %s, that of %s differs from that of %s"
              .formatted(tag, other.name(), first.name()));
    }
  }

  /** All that was added, sorted, checked and filled in. */
  Series series() {
    List<Frame> frames = instances.stream().flatMap(one -> one.frames().stream()).toList();
    if (frames.isEmpty()) {
      throw new InvalidImageException(MISSING_FILE, "a series has images, got no file");
    }
    SliceStack stack = new SliceStack(frames);
    requireVoxels(stack.grid().shape());
    return new Series(filled(stack), source(stack));
  }

  private SourceSeries source(SliceStack stack) {
    DataSet first = objectOf(stack.slices().get(0));
    return new SourceSeries(
        first.text(Tag.SERIES_INSTANCE_UID),
        stack.grid(),
        SourceContext.of(first),
        stack.slices().stream()
            .map(frame -> new SourceSlice(frame.reference(), frame.plane()))
            .toList());
  }

  private DataSet objectOf(Frame frame) {
    return instances.stream()
        .filter(instance -> instance.frames().contains(frame))
        .findFirst()
        .orElseThrow()
        .object();
  }

  private void requireVoxels(Shape shape) {
    if (shape.voxels() > limits.maxVoxels()) {
      throw new InvalidImageException(
          IMAGE_TOO_LARGE,
          "a volume has at most %d voxels, got %s".formatted(limits.maxVoxels(), shape));
    }
  }

  private static Volume filled(SliceStack stack) {
    Grid grid = stack.grid();
    float[] voxels = new float[grid.shape().voxels()];
    for (int k = 0; k < grid.shape().width(); k++) {
      fill(voxels, grid.shape(), k, stack.slices().get(k));
    }
    return new Volume(grid, voxels);
  }

  private static void fill(float[] voxels, Shape shape, int k, Frame slice) {
    for (int i = 0; i < shape.depth(); i++) {
      for (int j = 0; j < shape.height(); j++) {
        voxels[shape.index(i, j, k)] = slice.intensity(j * shape.depth() + i);
      }
    }
  }
}
