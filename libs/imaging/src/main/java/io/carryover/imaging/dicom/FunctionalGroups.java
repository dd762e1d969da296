package io.carryover.imaging.dicom;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.volume.InvalidImageException;
import java.util.List;

/**
 * Where the attributes of one frame are found.
 *
 * <p>In an enhanced object a macro is an item of the frame's own functional groups, or of those
 * that all frames share (DICOM PS3.3, C.7.6.16). A classic object has one frame and the attributes
 * themselves.
 */
@FunctionalInterface
interface FunctionalGroups {

  /** The attributes of one macro, none where the object has no such macro. */
  DataSet group(Tag sequence);

  /** Those of a classic object. */
  static FunctionalGroups classic(DataSet object) {
    return sequence -> object;
  }

  /**
   * Those of all frames of an enhanced object.
   *
   * @throws InvalidImageException UNREADABLE_IMAGE if there are not as many as frames
   */
  static List<FunctionalGroups> enhanced(DataSet object) {
    List<DataSet> own = object.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    int frames = object.requireWhole(Tag.NUMBER_OF_FRAMES);
    if (own.size() != frames || frames < 1) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "each frame has its functional groups, got %d for %d frames"
              .formatted(own.size(), frames));
    }
    DataSet shared = only(object, Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    return own.stream().map(frame -> enhanced(frame, shared)).toList();
  }

  private static FunctionalGroups enhanced(DataSet frame, DataSet shared) {
    return sequence -> only(frame.has(sequence) ? frame : shared, sequence);
  }

  private static DataSet only(DataSet parent, Tag sequence) {
    List<DataSet> items = parent.items(sequence);
    if (items.size() > 1) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "%s has one item, got %d".formatted(sequence, items.size()));
    }
    return items.isEmpty() ? DataSet.empty() : items.get(0);
  }
}
