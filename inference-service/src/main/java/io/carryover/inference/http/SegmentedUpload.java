package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.ResultFiles;
import io.carryover.inference.segmentation.UncertaintyMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A mask, the maps that were asked for, and the facts about them. */
final class SegmentedUpload {
  private final Answer answer;
  private final byte[] gzippedMask;
  private final Map<UncertaintyMap, byte[]> gzippedMaps = new EnumMap<>(UncertaintyMap.class);

  private SegmentedUpload(Answer answer, byte[] gzippedMask) {
    this.answer = answer;
    this.gzippedMask = gzippedMask;
  }

  /** Reads the results into memory. */
  static SegmentedUpload of(Answer answer, ResultFiles files) throws IOException {
    SegmentedUpload upload = new SegmentedUpload(answer, Files.readAllBytes(files.mask()));
    for (Map.Entry<UncertaintyMap, Path> map : files.maps().entrySet()) {
      upload.gzippedMaps.put(map.getKey(), Files.readAllBytes(map.getValue()));
    }
    return upload;
  }

  Answer answer() {
    return answer;
  }

  /** The mask as .nii.gz; not a copy. */
  byte[] gzippedMask() {
    return gzippedMask;
  }

  /** The maps as .nii.gz; not copies. */
  Map<UncertaintyMap, byte[]> gzippedMaps() {
    return gzippedMaps;
  }
}
