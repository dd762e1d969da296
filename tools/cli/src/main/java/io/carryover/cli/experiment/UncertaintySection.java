package io.carryover.cli.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the models with a posterior stated about the test scans, and whether it was true. */
final class UncertaintySection {
  private static final String HEAD =
      """
      ## What the models state about themselves

      On test scans, all splits and seeds together, by 8 samples of the weights. Coverage: true volumes inside
      the stated 95 %% interval. Width: of the interval, as a share of the true volume. ECE and Brier score: of
      the validation scans, from the model files.

      | arm | size | scans | coverage | width | referred | DSC of referred | DSC of the others | ECE | Brier |
      |---|---|---|---|---|---|---|---|---|---|
      %s
      """;

  private final List<ResultRow> rows;

  UncertaintySection(List<ResultRow> rows) {
    this.rows = rows.stream().filter(row -> !row.other(StatedFigures.LOW).isEmpty()).toList();
  }

  /** Empty where no model stated anything. */
  String text() {
    if (rows.isEmpty()) {
      return "";
    }
    Map<String, List<ResultRow>> groups =
        rows.stream()
            .collect(Collectors.groupingBy(this::group, TreeMap::new, Collectors.toList()));
    return HEAD.formatted(
        groups.entrySet().stream()
            .map(group -> line(group.getKey(), group.getValue()))
            .collect(Collectors.joining("\n")));
  }

  private String group(ResultRow row) {
    return "%s | %d".formatted(row.measurement().method(), row.measurement().size());
  }

  private static String line(String group, List<ResultRow> rows) {
    List<ResultRow> referred = rows.stream().filter(UncertaintySection::isReferred).toList();
    List<ResultRow> others = rows.stream().filter(row -> !isReferred(row)).toList();
    return "| %s | %d | %s | %s | %d | %s | %s | %s | %s |"
        .formatted(
            group,
            rows.size(),
            mean(rows, row -> isCovered(row) ? 1 : 0),
            mean(rows, UncertaintySection::width),
            referred.size(),
            mean(referred, row -> row.measurement().dsc()),
            mean(others, row -> row.measurement().dsc()),
            meanOf(rows, StatedFigures.ECE),
            meanOf(rows, StatedFigures.BRIER));
  }

  private static boolean isReferred(ResultRow row) {
    return row.other(StatedFigures.REFER).equals("true");
  }

  private static boolean isCovered(ResultRow row) {
    double truth = number(row, StatedFigures.TRUTH);
    return truth >= number(row, StatedFigures.LOW) && truth <= number(row, StatedFigures.HIGH);
  }

  private static double width(ResultRow row) {
    double width = number(row, StatedFigures.HIGH) - number(row, StatedFigures.LOW);
    return width / number(row, StatedFigures.TRUTH);
  }

  private static String meanOf(List<ResultRow> rows, String column) {
    return mean(
        rows.stream().filter(row -> !row.other(column).isEmpty()).toList(),
        row -> number(row, column));
  }

  private static String mean(List<ResultRow> rows, ToDoubleFunction<ResultRow> figure) {
    return rows.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT, "%.3f", rows.stream().mapToDouble(figure).average().orElseThrow());
  }

  private static double number(ResultRow row, String column) {
    return Double.parseDouble(row.other(column));
  }
}
