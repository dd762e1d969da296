package io.carryover.trainer.planning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.events.ScanRef;
import io.carryover.runtime.id.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scans of a training.
 *
 * @param scans sorted by id
 */
record Manifest(List<ScanRef> scans) {
  Manifest {
    scans = scans.stream().sorted(Comparator.comparing(ScanRef::getScanId)).toList();
  }

  boolean isEmpty() {
    return scans.isEmpty();
  }

  /**
   * Digest of what the scans are, wherever they lie: SHA-256 of one line a scan, "id split
   * imageSha256 labelSha256", each ended by a line feed, sorted by id.
   */
  String sha256() {
    return Sha256.of(
        scans.stream().map(Manifest::line).collect(Collectors.joining()).getBytes(UTF_8));
  }

  private static String line(ScanRef scan) {
    return "%s %s %s %s\n"
        .formatted(
            scan.getScanId(),
            scan.getSplit(),
            scan.getImage().getSha256(),
            scan.getLabel().getSha256());
  }
}
