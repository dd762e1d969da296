package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import java.util.List;

/** A target cohort and the trainings that it is defined for. */
record PlannedCohort(LabelledCohort cohort, List<Cell> cells) {

  PlannedCohort {
    cells = List.copyOf(cells);
  }
}
