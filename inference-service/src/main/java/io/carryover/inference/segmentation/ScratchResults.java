package io.carryover.inference.segmentation;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Scratch files for the mask and maps of one scan; deleted when closed. */
public final class ScratchResults implements AutoCloseable {
  private static final String GZIPPED = ".nii.gz";

  private final ScratchFile mask;
  private final Map<UncertaintyMap, ScratchFile> maps = new EnumMap<>(UncertaintyMap.class);

  /** Empty files for these results. */
  public ScratchResults(ScratchDirectory scratch, Set<UncertaintyMap> wanted) {
    this.mask = scratch.file(GZIPPED);
    wanted.forEach(map -> maps.put(map, scratch.file(GZIPPED)));
  }

  /** Where the results go. */
  public ResultFiles files() {
    Map<UncertaintyMap, Path> paths = new EnumMap<>(UncertaintyMap.class);
    maps.forEach((map, file) -> paths.put(map, file.path()));
    return new ResultFiles(mask.path(), paths);
  }

  @Override
  public void close() {
    mask.close();
    maps.values().forEach(ScratchFile::close);
  }
}
