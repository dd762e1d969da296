package io.carryover.trainer.http;

import io.carryover.events.CohortDefined;
import io.carryover.events.Split;
import io.carryover.trainer.cohort.AdmittedScans;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A cohort as the page shows it.
 *
 * @param role for example "target of hippocampus"
 * @param train admitted TRAIN scans, and how many a training waits for, for example "5 of 5"
 * @param shape training shape in voxels
 */
record CohortRow(
    String id,
    String role,
    String structure,
    String methods,
    String shape,
    String train,
    String validation,
    long test) {

  static CohortRow of(CohortDefined cohort, AdmittedScans scans) {
    return new CohortRow(
        cohort.getCohortId(),
        role(cohort),
        cohort.getForeground().getName(),
        cohort.getMethods().stream().map(Enum::name).collect(Collectors.joining(", ")),
        cohort.getPreprocessing().getShape().stream()
            .map(String::valueOf)
            .collect(Collectors.joining("x")),
        progress(cohort, scans, Split.TRAIN, cohort.getTrainAfterTrainScans()),
        progress(cohort, scans, Split.VALIDATION, cohort.getTrainAfterValidationScans()),
        scans.count(cohort.getCohortId(), Split.TEST));
  }

  private static String role(CohortDefined cohort) {
    String role = cohort.getRole().name().toLowerCase(Locale.ROOT);
    return cohort.getSourceCohortId() == null ? role : role + " of " + cohort.getSourceCohortId();
  }

  private static String progress(
      CohortDefined cohort, AdmittedScans scans, Split split, int wanted) {
    return "%d of %d".formatted(scans.count(cohort.getCohortId(), split), wanted);
  }
}
