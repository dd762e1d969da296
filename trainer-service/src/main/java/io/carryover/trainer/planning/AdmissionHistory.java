package io.carryover.trainer.planning;

import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The admissions of one cohort, in the order in which planning saw them.
 *
 * <p>A scan that was admitted again with other bytes or another split is in it again; from there on
 * the later admission counts.
 *
 * @param admissions oldest first
 */
record AdmissionHistory(List<ScanRef> admissions) {
  AdmissionHistory {
    admissions = List.copyOf(admissions);
  }

  /** Whether the scan is not yet known with these bytes in this split. */
  boolean isNews(ScanRef scan) {
    ScanRef known = latest(admissions.size()).get(scan.getScanId());
    return known == null || !sameContent(known, scan);
  }

  /**
   * The scans that the last training due would be given.
   *
   * <p>Training is due for the first time when there are enough TRAIN and VALIDATION scans, and
   * then after every {@code retrainEvery} further admissions of TRAIN scans, new or replacing. The
   * manifest is that of the moment when the last one became due: it does not depend on how late
   * anybody asks.
   *
   * @param trainScans TRAIN scans needed
   * @param validationScans VALIDATION scans needed
   * @param retrainEvery further TRAIN admissions that make it due again; 0 means never
   * @return without TEST scans; empty if no training was due yet
   */
  Manifest lastDue(int trainScans, int validationScans, int retrainEvery) {
    Tally tally = new Tally();
    int due = 0;
    int further = 0;
    for (int i = 0; i < admissions.size(); i++) {
      tally.add(admissions.get(i));
      further += admissions.get(i).getSplit() == Split.TRAIN ? 1 : 0;
      boolean again = due == 0 || (retrainEvery > 0 && further >= retrainEvery);
      if (again && tally.hasAtLeast(trainScans, validationScans)) {
        due = i + 1;
        further = 0;
      }
    }
    return manifest(due);
  }

  private Manifest manifest(int length) {
    return new Manifest(
        latest(length).values().stream().filter(scan -> scan.getSplit() != Split.TEST).toList());
  }

  private Map<String, ScanRef> latest(int length) {
    Map<String, ScanRef> byId = new TreeMap<>();
    admissions.subList(0, length).forEach(scan -> byId.put(scan.getScanId(), scan));
    return byId;
  }

  private static boolean sameContent(ScanRef one, ScanRef other) {
    return one.getSplit() == other.getSplit()
        && one.getFormat() == other.getFormat()
        && one.getImage().getSha256().equals(other.getImage().getSha256())
        && one.getLabel().getSha256().equals(other.getLabel().getSha256());
  }

  /** How many scans there are of each split, each counted where it was admitted last. */
  private static final class Tally {
    private final Map<String, Split> splits = new HashMap<>();
    private final Map<Split, Integer> counts = new EnumMap<>(Split.class);

    void add(ScanRef scan) {
      Split before = splits.put(scan.getScanId(), scan.getSplit());
      counts.merge(scan.getSplit(), 1, Integer::sum);
      if (before != null) {
        counts.merge(before, -1, Integer::sum);
      }
    }

    boolean hasAtLeast(int trainScans, int validationScans) {
      return counts.getOrDefault(Split.TRAIN, 0) >= trainScans
          && counts.getOrDefault(Split.VALIDATION, 0) >= validationScans;
    }
  }
}
