package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Spread;
import io.carryover.events.ModelExported;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arms beside each other by validation DSC alone: a row for each arm, a column for each size. */
final class SearchSection {
  private static final String DSC = "%.3f";
  private static final String DIFFERENCE = "%+.3f";

  private final ExperimentPlan plan;
  private final Ledger ledger;

  SearchSection(ExperimentPlan plan, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
  }

  String text() {
    return """
        ## Validation DSC

        A model is taken from the epoch of least validation loss and judged on the same validation
        scans: these figures are too high, for all arms alike. They rank settings; what an arm is
        worth is measured on test scans, by an experiment with --same-test in place of --search and
        the same --seed and --test-scans, which tests on the people who are set aside here: %s.

        %s
        ## Difference to %s in validation DSC

        The mean (standard deviation) over pairs of models of the same scans and seed, and their number.

        %s"""
        .formatted(
            String.join(", ", plan.setAside()),
            table(plan.arms(), this::mean),
            plan.arms().get(0),
            table(plan.arms().stream().skip(1).toList(), this::difference));
  }

  /** The figure of an arm on so many training scans. */
  private interface Figure {
    String of(String arm, int size);
  }

  private String table(List<String> arms, Figure figure) {
    return Stream.concat(
            Stream.of(row("arm", size -> size + " scans"), row("---", size -> "---")),
            arms.stream().map(arm -> row(arm, size -> figure.of(arm, size))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String row(String first, IntFunction<String> ofSize) {
    return Stream.concat(Stream.of(first), plan.sizes().stream().map(ofSize::apply))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String mean(String arm, int size) {
    List<Double> figures =
        plan.cells(arm, size).stream().map(this::dsc).flatMap(Optional::stream).toList();
    return Spread.of(figures).text(DSC);
  }

  private String difference(String arm, int size) {
    List<Double> figures =
        plan.cells(arm, size).stream().map(this::difference).flatMap(Optional::stream).toList();
    Spread spread = Spread.of(figures);
    return figures.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%s, %d", spread.text(DIFFERENCE, DSC), figures.size());
  }

  private Optional<Double> difference(Cell cell) {
    return first(cell).flatMap(this::dsc).flatMap(base -> dsc(cell).map(figure -> figure - base));
  }

  /** The training of the first arm on the same scans with the same seed. */
  private Optional<Cell> first(Cell cell) {
    return plan.cells(plan.arms().get(0), cell.size()).stream()
        .filter(other -> other.split() == cell.split() && other.seed() == cell.seed())
        .findFirst();
  }

  private Optional<Double> dsc(Cell cell) {
    return ledger.model(cell).map(ModelExported::getValidationDsc);
  }
}
