package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Spread;
import io.carryover.events.ModelExported;
import io.carryover.events.TrainingSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Whether the arms had the same to learn with: epochs that were run, and what arms have alone. */
final class BudgetSection {
  private static final String EPOCHS = "%.0f";
  private static final String SEED = "seed";

  private final ExperimentPlan plan;
  private final Ledger ledger;

  BudgetSection(ExperimentPlan plan, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
  }

  String text() {
    return """
        ## Epochs run

        An epoch has as many gradient steps in all arms of a size: the training scans divided by the
        batch size. A training ends before its last epoch when the validation loss no longer improves
        at the least learning rate. The mean (standard deviation) over splits and seeds:

        %s%s"""
        .formatted(new ModelTable(plan.cells(), EPOCHS).text(this::epochs), own());
  }

  private Spread epochs(String arm, int size) {
    return Spread.of(
        plan.cells(arm, size).stream()
            .map(ledger::model)
            .flatMap(Optional::stream)
            .map(ModelExported::getEpochs)
            .map(Integer::doubleValue)
            .toList());
  }

  private String own() {
    List<String> lines = plan.arms().stream().skip(1).flatMap(arm -> own(arm).stream()).toList();
    return lines.isEmpty()
        ? ""
        : """

        Settings other than those of %s:

        %s
        """
            .formatted(plan.arms().get(0), String.join("\n", lines));
  }

  private Optional<String> own(String arm) {
    TrainingSpec common = training(plan.arms().get(0));
    TrainingSpec own = training(arm);
    String settings =
        own.getSchema().getFields().stream()
            .filter(field -> !field.name().equals(SEED))
            .flatMap(field -> own(field, own, common))
            .collect(Collectors.joining(", "));
    return settings.isEmpty() ? Optional.empty() : Optional.of("- %s: %s".formatted(arm, settings));
  }

  private static Stream<String> own(Schema.Field field, TrainingSpec own, TrainingSpec common) {
    Object value = own.get(field.pos());
    Object other = common.get(field.pos());
    return String.valueOf(value).equals(String.valueOf(other))
        ? Stream.empty()
        : Stream.of("%s %s in place of %s".formatted(field.name(), value, other));
  }

  private TrainingSpec training(String arm) {
    return plan.cells().stream()
        .filter(cell -> cell.arm().equals(arm))
        .findFirst()
        .map(cell -> plan.cohortOf(cell).definition().getTraining())
        .orElseThrow();
  }
}
