package io.carryover.cli.experiment;

import io.carryover.cli.evidence.LossCurve;
import io.carryover.cli.evidence.MethodName;
import io.carryover.events.EpochCompleted;
import io.carryover.events.ModelExported;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** How the losses of the exported models fell, by the events of their epochs. */
final class LossCurves {
  private final ExperimentPlan plan;
  private final Ledger ledger;

  LossCurves(ExperimentPlan plan, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
  }

  /**
   * A curve for each model of a size of which every epoch is still known, in the order of the
   * tables.
   */
  List<LossCurve> of(int size) {
    return plan.cells().stream()
        .filter(cell -> cell.size() == size)
        .sorted(Comparator.comparing(Cell::arm, MethodName.ORDER))
        .map(this::curve)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<LossCurve> curve(Cell cell) {
    return ledger
        .model(cell)
        .map(ModelExported::getRunId)
        .filter(run -> isWhole(ledger.epochs(run)))
        .map(run -> curve(cell, List.copyOf(ledger.epochs(run).values())));
  }

  private static boolean isWhole(SortedMap<Integer, EpochCompleted> epochs) {
    return !epochs.isEmpty() && epochs.lastKey() == epochs.size();
  }

  private static LossCurve curve(Cell cell, List<EpochCompleted> epochs) {
    List<Double> validation =
        epochs.stream().map(EpochCompleted::getValidationLoss).filter(Objects::nonNull).toList();
    return new LossCurve(
        cell.arm(),
        cell.toString(),
        epochs.stream().map(EpochCompleted::getTrainLoss).toList(),
        validation.size() == epochs.size() ? validation : List.of());
  }
}
