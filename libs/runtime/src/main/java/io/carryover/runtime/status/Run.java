package io.carryover.runtime.status;

import io.carryover.events.CohortDefined;
import io.carryover.events.EventCodec;
import io.carryover.events.Method;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.RunKind;
import io.carryover.events.ScanLabelled;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.id.ScanId;
import io.carryover.runtime.id.Sha256;
import java.util.Locale;

/**
 * What has a status: everything that is asked for and ends.
 *
 * @param id names scan, cohort, run, prior or request
 * @param cohortId null where there is none
 * @param label a few words for people
 */
public record Run(String id, RunKind kind, String cohortId, String label) {
  private static final int DIGITS = 12;

  /** The definition of a cohort. */
  public static Run of(CohortDefined cohort) {
    return new Run(cohort.getCohortId(), RunKind.COHORT, cohort.getCohortId(), "cohort definition");
  }

  /** The admission of a scan, for example "train scan". */
  public static Run of(ScanLabelled labelled) {
    return new Run(
        labelled.getCohortId() + "/" + shown(labelled),
        RunKind.SCAN,
        labelled.getCohortId(),
        labelled.getScan().getSplit().name().toLowerCase(Locale.ROOT) + " scan");
  }

  /**
   * An id that breaks the rule may be a person's name: in its place stands the digest of the
   * record, by which its dead letter is found.
   */
  private static String shown(ScanLabelled labelled) {
    String scanId = labelled.getScan().getScanId();
    return ScanId.isPlain(scanId)
        ? scanId
        : "sha256-" + Sha256.of(EventCodec.encode(labelled)).substring(0, DIGITS);
  }

  /** A training, for example "source network 1 of 2" or "DWP on 6 scans". */
  public static Run of(TrainingRequested request) {
    String label =
        request.getMethod() == Method.SOURCE
            ? "source network %d of %d".formatted(request.getNetwork() + 1, request.getNetworks())
            : "%s on %d scans".formatted(request.getMethod(), request.getScans().size());
    return new Run(request.getRunId(), RunKind.TRAINING, request.getCohortId(), label);
  }

  /** The fit of a prior, for example "prior of hippocampus, 2 networks". */
  public static Run of(PriorFitRequested request) {
    String cohort = request.getSourceCohortId();
    String label = "prior of %s, %d networks".formatted(cohort, request.getRunIds().size());
    return new Run(request.getPriorId(), RunKind.PRIOR, cohort, label);
  }

  /** A segmentation, of no cohort, for example "segmentation by hippocampus-dwp". */
  public static Run of(SegmentationRequested request) {
    String label = "segmentation by " + request.getModel();
    return new Run(request.getRequestId(), RunKind.SEGMENTATION, null, label);
  }
}
