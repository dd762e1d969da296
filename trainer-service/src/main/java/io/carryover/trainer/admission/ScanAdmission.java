package io.carryover.trainer.admission;

import io.carryover.events.CohortDefined;
import io.carryover.events.Reason;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.ScanId;
import io.carryover.trainer.cohort.CohortRules;
import io.carryover.trainer.cohort.Cohorts;
import io.carryover.trainer.scan.ScanFiles;
import io.carryover.trainer.scan.TrainingCrop;
import java.time.Clock;
import java.util.List;

/** Decides whether a labelled scan is fit for its cohort. */
public final class ScanAdmission {
  /** The cohort of a scan is not defined. */
  public static final String UNKNOWN_COHORT = "UNKNOWN_COHORT";

  /** The id of a scan has characters that an id must not have. */
  public static final String SCAN_ID_INVALID = "SCAN_ID_INVALID";

  private final Cohorts cohorts;
  private final ScanFiles files;
  private final Clock clock;

  public ScanAdmission(Cohorts cohorts, ScanFiles files, Clock clock) {
    this.cohorts = cohorts;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Reads both files and checks all that can be checked before a training.
   *
   * @throws RejectedException UNKNOWN_COHORT, COHORT_INVALID, SCAN_ID_INVALID, and the codes of
   *     {@link ScanFiles#read} and {@link TrainingCrop#of}
   */
  public ScanAdmitted admit(ScanLabelled labelled) {
    requirePlainId(labelled.getScan().getScanId());
    CohortDefined cohort = cohort(labelled.getCohortId());
    LabelledScan scan = files.read(labelled.getScan(), cohort.getForeground());
    if (labelled.getScan().getSplit() != Split.TEST) {
      TrainingCrop.of(labelled.getScan(), scan, shape(cohort.getPreprocessing().getShape()));
    }
    return ScanAdmitted.newBuilder()
        .setCohortId(cohort.getCohortId())
        .setScan(labelled.getScan())
        .setForegroundVoxels(scan.mask().foregroundVoxels())
        .setAdmittedAt(clock.instant())
        .setLabelledAt(labelled.getLabelledAt())
        .build();
  }

  private CohortDefined cohort(String cohortId) {
    CohortDefined cohort =
        cohorts
            .latest(cohortId)
            .orElseThrow(
                () ->
                    new RejectedException(
                        UNKNOWN_COHORT,
                        "a scan's cohort must be defined before it, cohort %s is not"
                            .formatted(cohortId)));
    CohortRules.reject(cohort).ifPresent(ScanAdmission::reject);
    return cohort;
  }

  private static void reject(Reason reason) {
    throw new RejectedException(reason);
  }

  private static void requirePlainId(String scanId) {
    if (!ScanId.isPlain(scanId)) {
      throw new RejectedException(
          SCAN_ID_INVALID,
          "scanId must match %s, one of %d characters does not"
              .formatted(ScanId.PLAIN.pattern(), scanId.length()));
    }
  }

  private static Shape shape(List<Integer> sides) {
    return new Shape(sides.get(0), sides.get(1), sides.get(2));
  }
}
