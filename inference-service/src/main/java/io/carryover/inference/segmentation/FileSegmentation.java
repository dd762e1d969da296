package io.carryover.inference.segmentation;

import io.carryover.imaging.dicom.DicomLimits;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.dataset.DicomReader;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.nifti.ReadLimits;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Segments a NIfTI file, or a DICOM series, into NIfTI files. Safe from any thread. */
public final class FileSegmentation {
  private final long mostBytes;
  private final LongSupplier nanoTime;

  /**
   * Segments files of limited need.
   *
   * @param mostBytes most memory that a scan may take, see {@link MemoryNeed}
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public FileSegmentation(long mostBytes, LongSupplier nanoTime) {
    if (mostBytes < 1) {
      throw new IllegalArgumentException("a scan may take 1 byte at least, got " + mostBytes);
    }
    this.mostBytes = mostBytes;
    this.nanoTime = nanoTime;
  }

  /**
   * Segments one file.
   *
   * @param image NIfTI, plain or gzipped, whatever its name; an enhanced DICOM file; or the folder
   *     of a DICOM series
   * @param results where mask and maps go
   * @throws RejectedException with the code of {@link InvalidImageException} if the image is bad,
   *     IMAGE_TOO_LARGE by its header alone, NO_POSTERIOR for maps that the model cannot give
   */
  public SegmentedScan segment(Segmenter segmenter, Path image, ResultFiles results, Asked asked) {
    return segment(
        segmenter, new ScanJob(Via.FILE, Duration.ZERO, image, results, asked, Terms.ROUTINE));
  }

  /** The same as a job has it. */
  public SegmentedScan segment(Segmenter segmenter, ScanJob job) {
    try {
      return read(segmenter, job);
    } catch (InvalidImageException e) {
      throw new RejectedException(e.code(), e.getMessage(), e);
    }
  }

  private SegmentedScan read(Segmenter segmenter, ScanJob job) {
    Stopwatch watch = new Stopwatch(nanoTime);
    Volume scan = withinLimit(segmenter, job.image(), job.asked());
    Duration reading = watch.lap();
    Segmentation segmentation = segmenter.segment(scan, job.asked(), job.terms());
    watch.lap(); // The segmenter measured itself.
    write(job.results(), segmentation);
    StageTimes times = segmentation.times().plusFiles(reading, watch.lap()).plusQueue(job.waited());
    return facts(segmenter, segmentation, times);
  }

  private Volume withinLimit(Segmenter segmenter, Path image, Asked asked) {
    return Files.isDirectory(image) || DicomReader.isDicom(image)
        ? dicom(segmenter, image, asked)
        : nifti(segmenter, image, asked);
  }

  /** The files are within the limit as well, which are in memory while the volume is made. */
  private Volume dicom(Segmenter segmenter, Path image, Asked asked) {
    long mostVoxels = Math.max(1, Math.min(Shape.MAX_VOXELS, mostBytes / Float.BYTES));
    Volume scan = SeriesReader.read(image, new DicomLimits(mostBytes, mostVoxels)).image();
    segmenter.memoryNeed(scan.grid(), asked).requireAtMost(mostBytes);
    return scan;
  }

  private Volume nifti(Segmenter segmenter, Path image, Asked asked) {
    Grid grid = NiftiReader.readGrid(image, ReadLimits.ofVoxels(Shape.MAX_VOXELS));
    segmenter.memoryNeed(grid, asked).requireAtMost(mostBytes);
    return NiftiReader.read(image, ReadLimits.ofVoxels(grid.shape().voxels()));
  }

  private static void write(ResultFiles results, Segmentation segmentation) {
    try {
      NiftiWriter.write(results.mask(), segmentation.mask());
      for (var map : segmentation.maps().entrySet()) {
        NiftiWriter.write(results.maps().get(map.getKey()), map.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("results cannot be written: " + results.mask(), e);
    }
  }

  private static SegmentedScan facts(
      Segmenter segmenter, Segmentation segmentation, StageTimes times) {
    Mask mask = segmentation.mask();
    return new SegmentedScan(
        mask.grid(),
        mask.foregroundVoxels(),
        mask.volumeMl(),
        StatedUncertainty.of(
            segmentation.said(), segmenter.calibration(), mask.grid().voxelVolumeMl()),
        segmentation.patches(),
        segmentation.executions(),
        times);
  }
}
