package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.evidence.Metric;
import io.carryover.cli.evidence.Spread;
import io.carryover.events.GroupReport;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.Split;
import io.carryover.events.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code report.md}: what has been found so far. */
final class ExperimentReport {
  private static final String SHARE = "%.3f";
  private static final String SECONDS = "%.0f";
  private static final String SEARCHED =
      """
      A search: arms are compared by the DSC on validation scans alone, on the grid of training. No
      test scan is read; the people to test on are set aside in all splits, and in no cohort.""";

  private final ExperimentPlan plan;
  private final Ledger ledger;
  private final Comparison comparison;
  private final List<ResultRow> rows;
  private final List<Illustration> illustrations;
  private final Map<String, String> missing;

  /**
   * A report.
   *
   * @param comparison of the models that were measured
   * @param rows the same by test scan, with what the models stated
   * @param illustrations none before the last training is settled
   * @param missing reasons by training
   */
  ExperimentReport(
      ExperimentPlan plan,
      Ledger ledger,
      Comparison comparison,
      List<ResultRow> rows,
      List<Illustration> illustrations,
      Map<String, String> missing) {
    this.plan = plan;
    this.ledger = ledger;
    this.comparison = comparison;
    this.rows = List.copyOf(rows);
    this.illustrations = List.copyOf(illustrations);
    this.missing = new TreeMap<>(missing);
  }

  String text() {
    return Stream.of(
            heading(),
            figures(),
            uncertainty(),
            pictures(),
            gate(),
            budget(),
            networks(),
            seconds(),
            gaps())
        .filter(section -> !section.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private String heading() {
    TrainingSpec training = anyTarget().definition().getTraining();
    return """
        # Does the transfer to %s help?

        Prior and networks of `%s` (%d training scans). %d of %d trainings have figures, %d will have none.
        All arms have the same scans, epochs (%d at most), schedule and seeds, but for the settings that
        are listed as their own. Nobody of the target's folder is in the source.
        %s
        """
        .formatted(
            anyTarget().definition().getForeground().getName(),
            plan.source().id(),
            plan.source().of(Split.TRAIN).size(),
            measured(),
            plan.cells().size(),
            missing.size(),
            training.getEpochs(),
            plan.judged() == Judged.ON_TEST_SCANS ? tested() : SEARCHED);
  }

  private String tested() {
    return """
        %s A figure is the mean over the test scans of a
        model, on each scan's own grid; a cell is the mean (standard deviation) over splits and seeds."""
        .formatted(
            plan.areTestScansTheSame()
                ? "All splits have the same test scans."
                : "People to test on are dealt anew in each split.");
  }

  private LabelledCohort anyTarget() {
    return plan.targets().get(0).cohort();
  }

  private long measured() {
    return plan.judged() == Judged.ON_TEST_SCANS
        ? comparison.models()
        : plan.cells().stream().filter(cell -> ledger.model(cell).isPresent()).count();
  }

  private String figures() {
    return plan.judged() == Judged.ON_TEST_SCANS
        ? String.join(
            "\n", overlaps(), paper(), new Differences(comparison, BestRi.of(plan, ledger)).text())
        : new SearchSection(plan, ledger).text();
  }

  private String uncertainty() {
    return new UncertaintySection(rows).text();
  }

  private String budget() {
    return new BudgetSection(plan, ledger).text();
  }

  private String overlaps() {
    ModelTable table = new ModelTable(plan.cells(), SHARE);
    return """
        ## DSC, as in the paper's table 3

        %s
        ## IoU, as in the paper's table 4

        %s"""
        .formatted(
            table.text((arm, size) -> comparison.spread(Metric.DSC, arm, size)),
            table.text((arm, size) -> comparison.spread(Metric.IOU, arm, size)));
  }

  private static String paper() {
    return """
        ## The paper's own figures: another data set, BraTS18

        DSC (table 3):

        %s
        IoU (table 4):

        %s"""
        .formatted(PaperFigures.DSC, PaperFigures.IOU);
  }

  private String pictures() {
    return illustrations.isEmpty()
        ? "## Pictures\n\nThey are drawn when the last training is settled.\n"
        : illustrations.stream()
            .map(Illustration::markdown)
            .collect(Collectors.joining("\n", "## Pictures\n\n", ""));
  }

  private String gate() {
    if (!plan.needsPrior()) {
      return "";
    }
    return "## The prior's gate\n\n"
        + ledger.prior().map(ExperimentReport::gate).orElse("No prior has passed it.\n");
  }

  private static String gate(PriorFitted prior) {
    return prior.getGroups().stream()
        .map(ExperimentReport::group)
        .collect(
            Collectors.joining(
                "\n",
                """
                Nats per held-out standardised kernel, lower is better; where the shuffled control was
                fitted, its VAE's on kernels whose taps are permuted.

                | group | kernels | VAE | independent Gaussian | full Gaussian | shuffled VAE |
                |---|---|---|---|---|---|
                """,
                "\n"));
  }

  private static String group(GroupReport group) {
    return String.format(
        Locale.ROOT,
        "| %d | %d | %.1f | %.1f | %.1f | %s |",
        group.getGroup(),
        group.getKernels(),
        group.getVaeNats(),
        group.getIndependentGaussianNats(),
        group.getFullGaussianNats(),
        control(group.getShuffledVaeNats()));
  }

  private static String control(Double nats) {
    return nats == null ? "-" : String.format(Locale.ROOT, "%.1f", nats);
  }

  private String networks() {
    return ledger.networks().stream()
        .flatMap(ExperimentReport::snapshots)
        .collect(
            Collectors.joining(
                "\n",
                """
                ## Source networks

                | network | restart | validation DSC |
                |---|---|---|
                """,
                "\n"));
  }

  private static Stream<String> snapshots(KernelsHarvested network) {
    return network.getSnapshots().stream().map(snapshot -> snapshot(network, snapshot));
  }

  private static String snapshot(KernelsHarvested network, KernelSnapshot snapshot) {
    Double dsc = snapshot.getValidationDsc();
    return "| %d | %d | %s |"
        .formatted(
            network.getNetwork() + 1,
            snapshot.getRestart(),
            dsc == null ? "-" : String.format(Locale.ROOT, SHARE, dsc));
  }

  private String seconds() {
    return "## Seconds of a training\n\n"
        + new ModelTable(plan.cells(), SECONDS).text(this::secondsOf);
  }

  private Spread secondsOf(String arm, int size) {
    return Spread.of(
        plan.cells().stream()
            .filter(cell -> cell.arm().equals(arm) && cell.size() == size)
            .flatMap(cell -> ledger.model(cell).stream())
            .mapToDouble(ModelExported::getSeconds)
            .toArray());
  }

  private String gaps() {
    if (missing.isEmpty()) {
      return "";
    }
    return cellsByReason().entrySet().stream()
        .map(gap -> "- %s: %s".formatted(String.join(", ", gap.getValue()), gap.getKey()))
        .collect(Collectors.joining("\n", "## Trainings without figures\n\n", "\n"));
  }

  /** A prior that is refused is the reason of many. */
  private Map<String, List<String>> cellsByReason() {
    return missing.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }
}
