package io.carryover.cli.scan;

import io.carryover.events.ScanFormat;
import io.carryover.events.ScanLabelled;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.store.ArtifactRefs;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Labelled scans as events; the files stay where they are and are named with their digests. */
public final class ScanEvents {

  private ScanEvents() {}

  /** The events of all scans, lazily: a scan's files are read when its event is asked for. */
  public static Stream<ScanLabelled> labelled(
      String cohortId, SortedMap<Split, List<DecathlonCase>> scans, Clock clock) {
    return scans.entrySet().stream()
        .flatMap(
            split ->
                split.getValue().stream()
                    .map(scan -> labelled(cohortId, split.getKey(), scan, clock)));
  }

  private static ScanLabelled labelled(
      String cohortId, Split split, DecathlonCase scan, Clock clock) {
    ScanRef ref =
        new ScanRef(
            scan.id(),
            split,
            ScanFormat.NIFTI,
            ArtifactRefs.of(scan.image()),
            ArtifactRefs.of(scan.label()));
    return new ScanLabelled(cohortId, ref, clock.instant());
  }
}
