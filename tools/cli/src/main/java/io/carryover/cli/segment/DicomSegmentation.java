package io.carryover.cli.segment;

import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.write.Algorithm;
import io.carryover.imaging.dicom.write.Equipment;
import io.carryover.imaging.dicom.write.ResultDescription;
import io.carryover.imaging.dicom.write.Segment;
import io.carryover.imaging.dicom.write.SegmentationWriter;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.SegmentedScan;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.Sha256;
import io.carryover.runtime.service.CodeVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;

/** With a model file alone: a DICOM series in, a DICOM segmentation of it out. */
final class DicomSegmentation implements ScanSegmentation {
  /** Behind the series of the scanner. */
  private static final int SERIES_NUMBER = 1001;

  private final Path file;
  private final Wanted wanted;
  private final Clock clock;

  DicomSegmentation(Path file, Wanted wanted, Clock clock) {
    this.file = file;
    this.wanted = wanted;
    this.clock = clock;
  }

  @Override
  public String segment(Path image, Path out) throws IOException {
    Path mask = Files.createTempFile("carryover-mask-", ".nii.gz");
    try (ModelFile model = ModelFile.open(file, Runtime.getRuntime().availableProcessors())) {
      SegmentedScan scan = model.segment(image, ResultFiles.of(mask), wanted.asked());
      write(model, image, Mask.of(NiftiReader.read(mask)), out);
      return Facts.text(scan, file.getFileName().toString());
    } finally {
      Files.deleteIfExists(mask);
    }
  }

  private void write(ModelFile model, Path image, Mask mask, Path out) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(out)) {
      SegmentationWriter.write(
          SeriesReader.read(image).source(),
          mask,
          Segment.of(model.contract().foreground()),
          description(model),
          bytes);
    } catch (InvalidImageException e) {
      Files.deleteIfExists(out);
      throw new RejectedException(e.code(), e.getMessage(), e);
    }
  }

  private ResultDescription description(ModelFile model) throws IOException {
    return new ResultDescription(
        model.contract().foreground().name() + " by Carryover",
        SERIES_NUMBER,
        LocalDateTime.now(clock),
        new Algorithm("Carryover " + model.contract().method(), Sha256.of(file)),
        new Equipment("command line", CodeVersion.current()));
  }
}
