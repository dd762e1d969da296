package io.carryover.inference.segmentation;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where results go: .nii or .nii.gz.
 *
 * @param mask the mask's file
 * @param maps a file for each map that is asked for
 */
public record ResultFiles(Path mask, Map<UncertaintyMap, Path> maps) {

  /** Copies the map of files. */
  public ResultFiles {
    maps = Map.copyOf(maps);
  }

  /** The mask alone. */
  public static ResultFiles of(Path mask) {
    return new ResultFiles(mask, Map.of());
  }
}
