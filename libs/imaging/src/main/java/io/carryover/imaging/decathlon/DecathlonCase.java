package io.carryover.imaging.decathlon;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One labelled scan of a folder.
 *
 * @param id the image's file name without its ending; pseudonymous, as the folder's maker chose
 * @param image file of the image
 * @param label file of the label map
 */
public record DecathlonCase(String id, Path image, Path label) {
  /** Checks that all parts are there. */
  public DecathlonCase {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(label, "label");
  }
}
