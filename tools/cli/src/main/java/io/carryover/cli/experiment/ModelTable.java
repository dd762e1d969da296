package io.carryover.cli.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in the paper's layout: a row for each size, a column for each arm. */
final class ModelTable {
  private static final List<String> PAPER_ORDER = List.of("dwp", "pr", "prf", "ri");

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
    this.arms =
        cells.stream()
            .map(Cell::arm)
            .distinct()
            .sorted(Comparator.comparingInt(ModelTable::place))
            .toList();
    this.format = format;
  }

  /** The paper's first, then the others as they were asked for. */
  private static int place(String arm) {
    int inPaper = PAPER_ORDER.indexOf(arm);
    return inPaper < 0 ? PAPER_ORDER.size() : inPaper;
  }

  /** The figures of all models of an arm and size. */
  interface Figures {
    List<Double> of(String arm, int size);
  }

  String text(Figures figures) {
    return Stream.concat(
            Stream.of(
                row("scans", arms.stream().map(ModelTable::title)),
                "|---".repeat(arms.size() + 1) + "|"),
            sizes.stream()
                .map(size -> row("" + size, arms.stream().map(arm -> cell(figures, arm, size)))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String cell(Figures figures, String arm, int size) {
    return Spread.of(figures.of(arm, size)).text(format);
  }

  /** For example {@code RI, wd0} for {@code ri-wd0}. */
  private static String title(String arm) {
    String[] parts = arm.split("-", 2);
    String method = parts[0].equals("prf") ? "PRf" : parts[0].toUpperCase(Locale.ROOT);
    if (!PAPER_ORDER.contains(parts[0])) {
      return arm;
    }
    return parts.length == 1 ? method : method + ", " + parts[1];
  }

  private static String row(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
