package io.carryover.cli.experiment;

import io.carryover.cli.evidence.MethodName;
import io.carryover.cli.evidence.Spread;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in the paper's layout: a row for each size, a column for each arm. */
final class ModelTable {
  private final List<Integer> sizes;
  private final List<String> arms;
  private final String format;

  /**
   * An empty table.
   *
   * @param format of a figure
   */
  ModelTable(List<Cell> cells, String format) {
    this.sizes = cells.stream().map(Cell::size).distinct().sorted().toList();
    this.arms = cells.stream().map(Cell::arm).distinct().sorted(MethodName.ORDER).toList();
    this.format = format;
  }

  /** All models of an arm and size. */
  interface Figures {
    Spread of(String arm, int size);
  }

  String text(Figures figures) {
    return Stream.concat(
            Stream.of(
                row("scans", arms.stream().map(MethodName::title)),
                "|---".repeat(arms.size() + 1) + "|"),
            sizes.stream()
                .map(size -> row("" + size, arms.stream().map(arm -> cell(figures, arm, size)))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String cell(Figures figures, String arm, int size) {
    return figures.of(arm, size).text(format);
  }

  private static String row(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
