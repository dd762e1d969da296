package io.carryover.imaging.dicom;

import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.TestObject;
import io.carryover.imaging.dicom.dataset.TestObject.Ends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Series of four slices of 3x2 pixels, one for each way in which pixels are stored. */
public enum TestSeries {
  EXPLICIT_SIGNED_16 {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 2.5 * number)
          .with(Tag.PIXEL_DATA, TestObject.shorts(6, p -> -1000 * number + p));
    }
  },

  UNSIGNED_16 {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 2.5 * number)
          .withPixels(2, 3, 16, 0)
          .with(Tag.PIXEL_DATA, TestObject.shorts(6, p -> 65535 - 7 * number - p));
    }
  },

  SIGNED_8 {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 2.5 * number)
          .withPixels(2, 3, 8, 1)
          .with(Tag.PIXEL_DATA, new byte[] {-128, -1, 0, 1, 127, (byte) number});
    }
  },

  UNSIGNED_8_MONOCHROME1 {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 2.5 * number)
          .withPixels(2, 3, 8, 0)
          .with(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
          .with(Tag.PIXEL_DATA, new byte[] {-128, -1, 0, 1, 127, (byte) number});
    }
  },

  RESCALED_BY_SLICE {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 2.5 * number)
          .with(Tag.RESCALE_SLOPE, "0.1" + number)
          .with(Tag.RESCALE_INTERCEPT, "-1024.5");
    }
  },

  OBLIQUE {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, 0)
          .with(Tag.IMAGE_ORIENTATION_PATIENT, "0.8\\0.6\\0\\0\\0\\-1")
          .with(Tag.IMAGE_POSITION_PATIENT, "%s\\%s\\7.25".formatted(-1.2 * number, 1.6 * number));
    }
  },

  IMPLICIT {
    @Override
    TestObject slice(int number) {
      return TestObject.slice(number, -3 * number);
    }

    @Override
    byte[] file(int number) {
      return slice(number).file(TestObject.IMPLICIT, Ends.DELIMITER);
    }
  },

  ENHANCED {
    @Override
    TestObject slice(int number) {
      return enhanced(List.of(3.0, 1.5, 0.0, 4.5));
    }

    @Override
    List<Path> writtenTo(Path folder) throws IOException {
      return List.of(Files.write(folder.resolve("all"), file(1)));
    }
  };

  /** One slice. */
  abstract TestObject slice(int number);

  /** Its file. */
  byte[] file(int number) {
    return slice(number).file();
  }

  /** Four slices as files, whose names tell nothing of their order. */
  List<Path> writtenTo(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      files.add(Files.write(folder.resolve("s" + number * 7 % 5), file(number)));
    }
    Collections.sort(files);
    return files;
  }

  /** An enhanced object with a frame at each z, of its own slope. */
  public static TestObject enhanced(List<Double> z) {
    TestObject shared =
        new TestObject()
            .with(
                Tag.PLANE_ORIENTATION_SEQUENCE,
                new TestObject().with(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0"))
            .with(Tag.PIXEL_MEASURES_SEQUENCE, new TestObject().with(Tag.PIXEL_SPACING, "1.5\\1"));
    return TestObject.slice(1, 0)
        .without(Tag.IMAGE_POSITION_PATIENT)
        .without(Tag.IMAGE_ORIENTATION_PATIENT)
        .without(Tag.PIXEL_SPACING)
        .with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4.1")
        .with(Tag.NUMBER_OF_FRAMES, String.valueOf(z.size()))
        .with(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
        .with(
            Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
            IntStream.range(0, z.size())
                .mapToObj(n -> frame(z.get(n), n))
                .toArray(TestObject[]::new))
        .with(Tag.PIXEL_DATA, TestObject.shorts(6 * z.size(), p -> 10 * p));
  }

  private static TestObject frame(double z, int n) {
    return new TestObject()
        .with(
            Tag.PLANE_POSITION_SEQUENCE,
            new TestObject().with(Tag.IMAGE_POSITION_PATIENT, "10\\20\\" + z))
        .with(
            Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
            new TestObject()
                .with(Tag.RESCALE_SLOPE, String.valueOf(1 + n))
                .with(Tag.RESCALE_INTERCEPT, String.valueOf(-n)));
  }
}
