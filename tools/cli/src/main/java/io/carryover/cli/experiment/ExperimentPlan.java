package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All cohorts of an experiment and what is trained in each.
 *
 * @param source many labelled scans of another structure
 * @param targets few labelled scans each
 * @param people who is on which test scan
 * @param folders where the scans lie
 */
record ExperimentPlan(
    LabelledCohort source, List<PlannedCohort> targets, TestPeople people, List<Path> folders) {

  ExperimentPlan {
    targets = List.copyOf(targets);
    folders = List.copyOf(folders);
  }

  Stream<LabelledCohort> cohorts() {
    return Stream.concat(Stream.of(source), targets.stream().map(PlannedCohort::cohort));
  }

  /** All trainings of target cohorts. */
  List<Cell> cells() {
    return targets.stream().flatMap(target -> target.cells().stream()).toList();
  }

  /** The cohort of a training. */
  LabelledCohort cohortOf(Cell cell) {
    return targets.stream()
        .map(PlannedCohort::cohort)
        .filter(cohort -> cohort.id().equals(cell.cohortId()))
        .findFirst()
        .orElseThrow(() -> new CommandFailure("there is no cohort " + cell.cohortId()));
  }

  /** The target sizes, ascending. */
  List<Integer> sizes() {
    return cells().stream().map(Cell::size).distinct().sorted().toList();
  }

  boolean has(String cohortId) {
    return cohorts().anyMatch(cohort -> cohort.id().equals(cohortId));
  }

  boolean needsPrior() {
    return cells().stream().anyMatch(cell -> cell.method() == Method.DWP);
  }
}
