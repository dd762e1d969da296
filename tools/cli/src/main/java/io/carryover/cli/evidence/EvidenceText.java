package io.carryover.cli.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The differences to a baseline as a section in Markdown. */
public final class EvidenceText {
  /** How the figures of {@link #section} were computed and what they are blind to. */
  public static final String NOTE =
      "A pair is the two methods' figures of one split, one seed and one test scan. The interval is "
          + "a percentile bootstrap of 10,000 resamples of whole splits, of seeds within them and, "
          + "crossed with these, of whole people; few splits show too little of how splits vary, so "
          + "it is rather too narrow. p: Wilcoxon's signed-rank test, two-sided, of one mean "
          + "difference per person. People share the same models, so p is optimistic about other "
          + "training scans and seeds, and it is not corrected for the number of comparisons. "
          + "Where p and interval disagree, believe the interval.\n";

  private static final double LEAST_P = 0.001;
  private static final String NO_PAIR = "No pair has been measured.\n";

  private final Comparison comparison;
  private final Baseline baseline;

  private EvidenceText(Comparison comparison, Baseline baseline) {
    this.comparison = comparison;
    this.baseline = baseline;
  }

  /** Tables of all splits together, then, where there are several, of each alone. */
  public static String section(Comparison comparison, Baseline baseline) {
    return comparison.splits().size() < 2
        ? tables(comparison, baseline, "")
        : Stream.concat(
                Stream.of(tables(comparison, baseline, ", all splits")),
                comparison.splits().stream()
                    .map(split -> tables(comparison.ofSplit(split), baseline, ", split " + split)))
            .collect(Collectors.joining("\n"));
  }

  private static String tables(Comparison comparison, Baseline baseline, String which) {
    EvidenceText text = new EvidenceText(comparison, baseline);
    return text.table(Metric.DSC, which) + "\n" + text.table(Metric.IOU, which);
  }

  private String table(Metric metric, String which) {
    String rows = lines(comparison.sizes(), size -> rows(metric, size));
    String heading =
        "### %s, difference to %s%s\n\n".formatted(metric.title(), baseline.title(), which);
    return heading + (rows.isEmpty() ? NO_PAIR : head() + rows);
  }

  private static String head() {
    Stream<String> columns =
        Stream.of("scans", "method", "pairs", "people", "difference", "95 % interval", "p");
    return row(columns) + row(Stream.of("---:", ":---", "---:", "---:", "---:", "---:", "---:"));
  }

  private String rows(Metric metric, int size) {
    return baseline.at(size).map(other -> rows(metric, size, other)).orElse("");
  }

  private String rows(Metric metric, int size, String other) {
    List<String> methods =
        comparison.methods().stream().filter(m -> !m.equalsIgnoreCase(other)).toList();
    return lines(methods, method -> row(metric, size, method, other));
  }

  private String row(Metric metric, int size, String method, String other) {
    Optional<PairedDifference> found = comparison.difference(metric, method, other, size);
    return found.map(difference -> row(cells(difference, method, size))).orElse("");
  }

  private static Stream<String> cells(PairedDifference difference, String method, int size) {
    return Stream.of(
        number("%d", size),
        MethodName.title(method),
        number("%d", difference.pairs()),
        number("%d", difference.people()),
        number("%+.3f", difference.mean()),
        number("%+.3f to %+.3f", difference.interval().low(), difference.interval().high()),
        difference.pValue() < LEAST_P ? "< 0.001" : number("%.3f", difference.pValue()));
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    return items.stream().map(line).collect(Collectors.joining());
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
