package io.carryover.cli.segment;

import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.UncertaintyMap;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted beside the mask.
 *
 * @param samples weights that are drawn; empty as the service has it
 * @param seed of the drawing
 * @param maps names of the maps
 */
record Wanted(Optional<Integer> samples, long seed, List<String> maps) {
  /** As the segmentation takes it; the maps are checked. */
  Asked asked() {
    return new Questions(ScanSamples.USUAL).of(samples, seed, maps);
  }

  /** The mask, and each map beside it: {@code mask-predictive-entropy.nii.gz}. */
  ResultFiles files(Path mask) {
    Map<UncertaintyMap, Path> files = new EnumMap<>(UncertaintyMap.class);
    asked().maps().forEach(map -> files.put(map, beside(mask, map.text())));
    return new ResultFiles(mask, files);
  }

  /** Where a map goes. */
  static Path beside(Path mask, String map) {
    String name = mask.getFileName().toString();
    int end = name.indexOf(".nii");
    return mask.resolveSibling(name.substring(0, end) + "-" + map + name.substring(end));
  }
}
