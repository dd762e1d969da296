package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.evidence.MethodName;
import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.events.ModelExported;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.scan.LabelledScan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the first model of each method and size (split 1, seed 1) finds on the first test scan of
 * split 1: a scan that no figure has chosen.
 */
final class ExamplePredictions {
  private static final int SPLIT = 1;
  private static final int SEED = 1;

  private final ExperimentPlan plan;
  private final Ledger ledger;
  private final ModelMeasuring measuring;

  ExamplePredictions(ExperimentPlan plan, Ledger ledger, ModelMeasuring measuring) {
    this.plan = plan;
    this.ledger = ledger;
    this.measuring = measuring;
  }

  /** The methods that have such a model at every size, in the order of the report. */
  List<String> arms() {
    return plan.cells().stream()
        .map(Cell::arm)
        .distinct()
        .sorted(MethodName.ORDER)
        .filter(arm -> plan.sizes().stream().allMatch(size -> model(arm, size).isPresent()))
        .toList();
  }

  /** The scan and its truth. */
  LabelledScan scan() {
    return ModelMeasuring.truth(testScan(), anyCohort());
  }

  /**
   * Predictions of {@link #arms()}, by size.
   *
   * @throws io.carryover.runtime.failure.RejectedException a model is not in the store
   */
  SortedMap<Integer, List<Prediction>> bySize() {
    SortedMap<Integer, List<Prediction>> bySize = new TreeMap<>();
    List<String> arms = arms();
    plan.sizes()
        .forEach(size -> bySize.put(size, arms.stream().map(arm -> found(arm, size)).toList()));
    return bySize;
  }

  private Prediction found(String arm, int size) {
    ModelExported model = model(arm, size).orElseThrow();
    return measuring.on(testScan(), model, anyCohort(), MethodName.title(arm));
  }

  private Optional<ModelExported> model(String arm, int size) {
    return plan.cells().stream()
        .filter(cell -> cell.arm().equals(arm) && cell.size() == size)
        .filter(cell -> cell.split() == SPLIT && cell.seed() == SEED)
        .findFirst()
        .flatMap(ledger::model);
  }

  private DecathlonCase testScan() {
    return anyCohort().of(Split.TEST).get(0);
  }

  /** All cohorts of a split have the same test scans and foreground. */
  private LabelledCohort anyCohort() {
    return plan.cells().stream()
        .filter(cell -> cell.split() == SPLIT)
        .findFirst()
        .map(plan::cohortOf)
        .orElseThrow();
  }
}
