package io.carryover.cli.experiment;

import io.carryover.events.ModelExported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code search.csv}: a row for each model, with its figures on the validation scans. */
final class SearchTable {

  private SearchTable() {}

  /** The file's text: the models that are there, in the order of the plan. */
  static String text(ExperimentPlan plan, Ledger ledger) {
    List<Map<String, String>> rows =
        plan.cells().stream()
            .map(cell -> ledger.model(cell).map(model -> row(plan, cell, model)))
            .flatMap(Optional::stream)
            .toList();
    return CsvText.of(rows);
  }

  private static Map<String, String> row(ExperimentPlan plan, Cell cell, ModelExported model) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("method", cell.arm());
    row.put("size", Integer.toString(cell.size()));
    row.put("split", Integer.toString(cell.split()));
    row.put("seed", Integer.toString(cell.seed()));
    row.putAll(ModelFacts.of(model, plan.cohortOf(cell).definition().getTraining()));
    return row;
  }
}
