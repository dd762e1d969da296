package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Baseline;
import io.carryover.cli.evidence.MethodName;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The best tuned random initialisation: at each size the RI arm whose models have the highest mean
 * DSC on the validation scans. No test scan has a say in it: an arm that was chosen on the scans
 * that it is then measured on would look better than it is.
 *
 * <p>Means are over the splits and seeds of which every RI arm has a model, so that arms are
 * compared on the same scans; without such a one there is no best.
 */
final class BestRi {
  private static final String TITLE = "best RI";

  private final List<Cell> cells;
  private final Map<Cell, Double> validationDsc;

  private BestRi(List<Cell> cells, Map<Cell, Double> validationDsc) {
    this.cells = cells;
    this.validationDsc = validationDsc;
  }

  /** By the models that are there. */
  static BestRi of(ExperimentPlan plan, Ledger ledger) {
    List<Cell> cells = plan.cells().stream().filter(c -> c.method() == Method.RI).toList();
    Map<Cell, Double> known =
        cells.stream()
            .filter(cell -> dsc(ledger, cell).isPresent())
            .collect(Collectors.toMap(cell -> cell, cell -> dsc(ledger, cell).orElseThrow()));
    return new BestRi(cells, known);
  }

  private static Optional<Double> dsc(Ledger ledger, Cell cell) {
    return ledger.model(cell).map(ModelExported::getValidationDsc).filter(Objects::nonNull);
  }

  /** Whether there is a choice. */
  boolean isChoice() {
    return arms().size() > 1;
  }

  /** The RI arms in the order of the report. */
  List<String> arms() {
    return cells.stream().map(Cell::arm).distinct().sorted(MethodName.ORDER).toList();
  }

  /** The target sizes, ascending. */
  List<Integer> sizes() {
    return cells.stream().map(Cell::size).distinct().sorted().toList();
  }

  /** What the others are compared with. */
  Baseline baseline() {
    SortedMap<Integer, String> bySize = new TreeMap<>();
    sizes().forEach(size -> at(size).ifPresent(arm -> bySize.put(size, arm)));
    return new Baseline(TITLE, bySize);
  }

  /** The best at a size; of equals the first. */
  Optional<String> at(int size) {
    return arms().stream()
        .filter(arm -> mean(arm, size).isPresent())
        .min(Comparator.comparingDouble(arm -> -mean(arm, size).orElseThrow()));
  }

  /** Mean validation DSC of an arm at a size. */
  Optional<Double> mean(String arm, int size) {
    List<Double> figures =
        cells.stream()
            .filter(cell -> cell.arm().equals(arm) && cell.size() == size && isComplete(cell))
            .map(validationDsc::get)
            .toList();
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(figures.stream().mapToDouble(dsc -> dsc).average().orElseThrow());
  }

  /** Whether every RI arm has a model of this size, split and seed. */
  private boolean isComplete(Cell cell) {
    return cells.stream().filter(cell::isOfSameSite).allMatch(validationDsc::containsKey);
  }
}
