package io.carryover.imaging.dicom.write;

import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.dicom.DicomLimits;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A result's arguments, to be changed one at a time. */
final class Example {
  static final String MODEL = "0123456789abcdef".repeat(4);

  static final Segment CAUDATE =
      Segment.of(
          new Structure(
              "caudate nucleus",
              List.of(1),
              Optional.of(new CodedTerm("SCT", "11000004", "Caudate nucleus"))));

  static final ResultDescription RESULT = resultOf(MODEL);

  private Example() {}

  /** What is said of the result of another model. */
  static ResultDescription resultOf(String model) {
    return new ResultDescription(
        "Caudate nucleus by Carryover",
        1001,
        LocalDateTime.of(2026, 3, 1, 14, 5, 9),
        new Algorithm("Carryover DWP", model),
        new Equipment("site-1", "0.9.0"));
  }

  /** Slices with falling z, so that slice 0 is the one of the highest number. */
  static SourceSeries series(
      Path folder, int columns, int rows, int slices, UnaryOperator<TestObject> change)
      throws IOException {
    Files.createDirectories(folder);
    for (int number = 1; number <= slices; number++) {
      TestObject slice =
          TestObject.slice(number, -2.5 * number)
              .with(Tag.STUDY_INSTANCE_UID, "1.2.1")
              .withPixels(rows, columns, 16, 1)
              .with(Tag.PIXEL_DATA, TestObject.shorts(columns * rows, p -> p));
      Files.write(folder.resolve("s" + number), change.apply(slice).file());
    }
    return SeriesReader.read(folder, DicomLimits.DEFAULT).source();
  }

  /** Three voxels in ten are foreground, and in two slices of five none. */
  static Mask mask(Grid grid, long seed) {
    Random random = new Random(seed);
    byte[] voxels = new byte[grid.shape().voxels()];
    for (int at = 0; at < voxels.length; at++) {
      boolean empty = at % grid.shape().width() % 5 > 2;
      voxels[at] = (byte) (!empty && random.nextInt(10) < 3 ? 1 : 0);
    }
    return new Mask(grid, voxels);
  }
}
