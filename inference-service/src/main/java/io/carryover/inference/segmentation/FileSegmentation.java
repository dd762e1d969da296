package io.carryover.inference.segmentation;

import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.nifti.ReadLimits;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Segments a NIfTI file into a NIfTI file. Safe from any thread. */
public final class FileSegmentation {
  private final long maxVoxels;
  private final LongSupplier nanoTime;

  /**
   * Segments files of limited size.
   *
   * @param maxVoxels most voxels of a scan; see {@link MemoryNeed} for what they take
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public FileSegmentation(long maxVoxels, LongSupplier nanoTime) {
    if (maxVoxels < 1 || maxVoxels > Shape.MAX_VOXELS) {
      throw new IllegalArgumentException(
          "most voxels of a scan must be 1 to %d, got %d".formatted(Shape.MAX_VOXELS, maxVoxels));
    }
    this.maxVoxels = maxVoxels;
    this.nanoTime = nanoTime;
  }

  /**
   * Segments one file.
   *
   * @param image NIfTI, plain or gzipped, whatever its name
   * @param mask where the mask goes: .nii or .nii.gz
   * @throws RejectedException with the code of {@link InvalidImageException} if the image is bad
   */
  public SegmentedScan segment(Segmenter segmenter, Path image, Path mask) {
    try {
      return read(segmenter, image, mask);
    } catch (InvalidImageException e) {
      throw new RejectedException(e.code(), e.getMessage(), e);
    }
  }

  private SegmentedScan read(Segmenter segmenter, Path image, Path mask) {
    Stopwatch watch = new Stopwatch(nanoTime);
    Volume scan = withinLimit(image);
    Duration reading = watch.lap();
    Segmentation segmentation = segmenter.segment(scan);
    watch.lap(); // The segmenter measured itself.
    write(mask, segmentation.mask());
    return facts(segmentation, segmentation.times().plusFiles(reading, watch.lap()));
  }

  private Volume withinLimit(Path image) {
    ReadLimits anySize = ReadLimits.ofVoxels(Shape.MAX_VOXELS);
    MemoryNeed.of(NiftiReader.readGrid(image, anySize).shape()).requireAtMost(maxVoxels);
    return NiftiReader.read(image, ReadLimits.ofVoxels(maxVoxels));
  }

  private static void write(Path file, Mask mask) {
    try {
      NiftiWriter.write(file, mask);
    } catch (IOException e) {
      throw new UncheckedIOException("mask cannot be written: " + file, e);
    }
  }

  private static SegmentedScan facts(Segmentation segmentation, StageTimes times) {
    Mask mask = segmentation.mask();
    return new SegmentedScan(
        mask.grid(), mask.foregroundVoxels(), mask.volumeMl(), segmentation.patches(), times);
  }
}
