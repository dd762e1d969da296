package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import io.carryover.events.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All cohorts of an experiment and what is trained in each.
 *
 * @param judged what models are compared on
 * @param source many labelled scans of another structure
 * @param targets few labelled scans each
 * @param people who is on which test scan
 * @param setAside ids of target scans that are not read, so that somebody may be tested on later
 * @param folders where the scans lie
 */
record ExperimentPlan(
    Judged judged,
    LabelledCohort source,
    List<PlannedCohort> targets,
    TestPeople people,
    List<String> setAside,
    List<Path> folders) {

  ExperimentPlan {
    targets = List.copyOf(targets);
    setAside = List.copyOf(setAside);
    folders = List.copyOf(folders);
  }

  Stream<LabelledCohort> cohorts() {
    return Stream.concat(Stream.of(source), targets.stream().map(PlannedCohort::cohort));
  }

  /** All trainings of target cohorts. */
  List<Cell> cells() {
    return targets.stream().flatMap(target -> target.cells().stream()).toList();
  }

  /** Names of what is compared, in the order in which it was asked for. */
  List<String> arms() {
    return cells().stream().map(Cell::arm).distinct().toList();
  }

  /** Numbers of training scans, ascending. */
  List<Integer> sizes() {
    return cells().stream().map(Cell::size).distinct().sorted().toList();
  }

  /** The trainings of an arm on so many scans. */
  List<Cell> cells(String arm, int size) {
    return cells().stream().filter(cell -> cell.arm().equals(arm) && cell.size() == size).toList();
  }

  /** Whether every target is tested on the same scans. */
  boolean areTestScansTheSame() {
    return targets.stream().map(target -> target.cohort().of(Split.TEST)).distinct().count() == 1;
  }

  /** The cohort of a training. */
  LabelledCohort cohortOf(Cell cell) {
    return targets.stream()
        .map(PlannedCohort::cohort)
        .filter(cohort -> cohort.id().equals(cell.cohortId()))
        .findFirst()
        .orElseThrow(() -> new CommandFailure("there is no cohort " + cell.cohortId()));
  }

  boolean has(String cohortId) {
    return cohorts().anyMatch(cohort -> cohort.id().equals(cohortId));
  }

  boolean needsPrior() {
    return cells().stream().anyMatch(cell -> cell.method() == Method.DWP);
  }
}
