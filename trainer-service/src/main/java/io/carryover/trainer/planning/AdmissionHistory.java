package io.carryover.trainer.planning;

import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The admissions of one cohort, in the order in which planning saw them.
 *
 * <p>A scan has one place in it for each time it came to another split. What else changes of it,
 * bytes or place of its files, is changed there: the history knows of a scan only what was said of
 * it last, and grows by new scans, not by repetitions.
 *
 * @param admissions oldest first
 */
record AdmissionHistory(List<ScanAdmitted> admissions) {
  AdmissionHistory {
    admissions = List.copyOf(admissions);
  }

  /**
   * Where an admission belongs: at the end, or in place of an earlier one.
   *
   * @return empty if it says nothing new, or was labelled before what is known
   */
  OptionalInt placeOf(ScanAdmitted admitted) {
    OptionalInt known = lastPlaceOf(admitted.getScan().getScanId());
    if (known.isEmpty()) {
      return atTheEnd();
    }
    ScanAdmitted before = admissions.get(known.getAsInt());
    if (!isNews(admitted, before)) {
      return OptionalInt.empty();
    }
    return split(admitted) == split(before) ? known : atTheEnd();
  }

  /**
   * The scans that the last training due is to be given, each as it was admitted last.
   *
   * <p>Training is due for the first time when there are enough TRAIN and VALIDATION scans, and
   * then after every {@code retrainEvery} further TRAIN scans. Which scans it gets is settled at
   * that moment and does not depend on how late anybody asks; a scan that becomes a TEST scan
   * leaves. If too few are left, it is due again as soon as there are enough of all.
   *
   * @param trainScans TRAIN scans needed
   * @param validationScans VALIDATION scans needed
   * @param retrainEvery further TRAIN scans that make it due again; 0 means never
   * @return without TEST scans; empty if no training is due
   */
  Manifest lastDue(int trainScans, int validationScans, int retrainEvery) {
    Due due = new Due(trainScans, validationScans, retrainEvery);
    admissions.forEach(admitted -> due.see(admitted.getScan()));
    return due.manifest();
  }

  private OptionalInt lastPlaceOf(String scanId) {
    return IntStream.range(0, admissions.size())
        .filter(i -> admissions.get(i).getScan().getScanId().equals(scanId))
        .reduce((earlier, later) -> later);
  }

  private OptionalInt atTheEnd() {
    return OptionalInt.of(admissions.size());
  }

  private static boolean isNews(ScanAdmitted admitted, ScanAdmitted known) {
    int later = admitted.getLabelledAt().compareTo(known.getLabelledAt());
    return later > 0 || (later == 0 && !admitted.getScan().equals(known.getScan()));
  }

  private static Split split(ScanAdmitted admitted) {
    return admitted.getScan().getSplit();
  }

  /** The scans of the training that was due last, and those that came after it. */
  private static final class Due {
    private final int trainScans;
    private final int validationScans;
    private final int retrainEvery;
    private final Scans due = new Scans();
    private final Scans further = new Scans();

    Due(int trainScans, int validationScans, int retrainEvery) {
      this.trainScans = trainScans;
      this.validationScans = validationScans;
      this.retrainEvery = retrainEvery;
    }

    void see(ScanRef scan) {
      (due.has(scan) ? due : further).put(scan);
      if (isOutdated() && isEnough(due, further)) {
        further.moveTo(due);
      }
    }

    Manifest manifest() {
      return new Manifest(isEnough(due) ? due.usable() : List.of());
    }

    private boolean isOutdated() {
      boolean retrain = retrainEvery > 0 && further.count(Split.TRAIN) >= retrainEvery;
      return retrain || !isEnough(due);
    }

    private boolean isEnough(Scans... together) {
      return count(Split.TRAIN, together) >= trainScans
          && count(Split.VALIDATION, together) >= validationScans;
    }

    private static int count(Split split, Scans... together) {
      return List.of(together).stream().mapToInt(scans -> scans.count(split)).sum();
    }
  }

  /** Scans by id, each as it was put last, and how many there are of each split. */
  private static final class Scans {
    private final Map<String, ScanRef> byId = new HashMap<>();
    private final Map<Split, Integer> counts = new EnumMap<>(Split.class);

    boolean has(ScanRef scan) {
      return byId.containsKey(scan.getScanId());
    }

    void put(ScanRef scan) {
      ScanRef before = byId.put(scan.getScanId(), scan);
      counts.merge(scan.getSplit(), 1, Integer::sum);
      if (before != null) {
        counts.merge(before.getSplit(), -1, Integer::sum);
      }
    }

    void moveTo(Scans others) {
      usable().forEach(others::put);
      byId.clear();
      counts.clear();
    }

    int count(Split split) {
      return counts.getOrDefault(split, 0);
    }

    List<ScanRef> usable() {
      return byId.values().stream().filter(scan -> scan.getSplit() != Split.TEST).toList();
    }
  }
}
