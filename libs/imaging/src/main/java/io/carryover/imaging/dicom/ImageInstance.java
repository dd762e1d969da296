package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One object of a series: a classic image of one frame, or an enhanced one of many.
 *
 * <p>MONOCHROME1 and MONOCHROME2 tell how intensities are displayed, the lowest white or black, and
 * leave the intensities as they are (DICOM PS3.3, C.7.6.3.1.2). Colour is refused.
 *
 * @param name what messages call it: "instance 7"
 * @param object its attributes
 * @param frames its slices
 */
record ImageInstance(String name, DataSet object, List<Frame> frames) {
  private static final Set<String> GREY = Set.of("MONOCHROME1", "MONOCHROME2");

  /** Copies the list. */
  ImageInstance {
    frames = List.copyOf(frames);
  }

  /**
   * The instance of an object.
   *
   * @throws InvalidImageException NOT_AN_IMAGE for another object than MR and CT, UNSUPPORTED_IMAGE
   *     for pixels that are not read, MISSING_GEOMETRY, BROKEN_AFFINE, TRUNCATED_IMAGE,
   *     UNREADABLE_IMAGE
   */
  static ImageInstance of(DataSet object) {
    SopClass kind = SopClass.ofImage(object);
    String name = "instance " + numberOf(object);
    return new ImageInstance(
        name, object, kind.isClassic() ? classic(object, name) : enhanced(object, name));
  }

  private static String numberOf(DataSet object) {
    return object.has(Tag.INSTANCE_NUMBER)
        ? String.valueOf(object.requireWhole(Tag.INSTANCE_NUMBER))
        : "without number";
  }

  private static List<Frame> classic(DataSet object, String name) {
    int frames = object.has(Tag.NUMBER_OF_FRAMES) ? object.requireWhole(Tag.NUMBER_OF_FRAMES) : 1;
    if (frames != 1) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE, "a classic MR or CT image has one frame, got " + frames);
    }
    PixelFormat format = format(object);
    ByteBuffer pixels = format.frame(format.pixelData(object, 1), 0);
    FunctionalGroups own = FunctionalGroups.classic(object);
    return List.of(frame(name, reference(object, OptionalInt.empty()), format, own, pixels));
  }

  private static List<Frame> enhanced(DataSet object, String name) {
    List<FunctionalGroups> groups = FunctionalGroups.enhanced(object);
    PixelFormat format = format(object);
    ByteBuffer pixels = format.pixelData(object, groups.size());
    List<Frame> frames = new ArrayList<>(groups.size());
    for (FunctionalGroups own : groups) {
      int number = frames.size() + 1;
      String frame = "frame %d of %s".formatted(number, name);
      FrameReference reference = reference(object, OptionalInt.of(number));
      frames.add(frame(frame, reference, format, own, format.frame(pixels, number - 1)));
    }
    return frames;
  }

  private static Frame frame(
      String name,
      FrameReference reference,
      PixelFormat format,
      FunctionalGroups own,
      ByteBuffer pixels) {
    return new Frame(name, reference, format, Plane.of(own), Rescale.of(own), pixels);
  }

  private static FrameReference reference(DataSet object, OptionalInt frame) {
    return new FrameReference(
        object.text(Tag.SOP_CLASS_UID), object.text(Tag.SOP_INSTANCE_UID), frame);
  }

  private static PixelFormat format(DataSet object) {
    PixelFormat format = PixelFormat.of(object);
    int bits = format.bitsAllocated();
    if (bits != 8 && bits != 16) {
      throw new InvalidImageException(UNSUPPORTED_IMAGE, "a pixel takes 8 or 16 bits, got " + bits);
    }
    if (!GREY.contains(object.text(Tag.PHOTOMETRIC_INTERPRETATION))) {
      throw new InvalidImageException(
          UNSUPPORTED_IMAGE,
          "%s is MONOCHROME1 or MONOCHROME2, got %s"
              .formatted(
                  Tag.PHOTOMETRIC_INTERPRETATION, object.code(Tag.PHOTOMETRIC_INTERPRETATION)));
    }
    return format;
  }
}
