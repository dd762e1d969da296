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
            .sorted(Comparator.comparing(ModelTable::place))
            .toList();
    this.format = format;
  }

  private static String place(String arm) {
    int inPaper = PAPER_ORDER.indexOf(arm);
    return (inPaper < 0 ? PAPER_ORDER.size() : inPaper) + arm;
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

  private static String title(String arm) {
    if (arm.equals("prf")) {
      return "PRf";
    }
    return arm.startsWith("ri-") ? "RI, " + arm.substring(3) : arm.toUpperCase(Locale.ROOT);
  }

  private static String row(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
