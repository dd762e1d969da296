package io.carryover.cli.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statistics of an experiment as a section in Markdown. */
public final class EvidenceText {
  private static final String NOTHING = "–";
  private static final double LEAST_P = 0.001;

  private static final String SUMMARY_NOTE =
      "Mean (standard deviation) over models, one for each split and seed, of a model's mean over "
          + "the test scans.\n";

  private static final String DIFFERENCE_NOTE =
      "A pair is the two methods' figures of one split, one seed and one test scan. The interval is "
          + "a percentile bootstrap of 10,000 resamples of whole splits, of seeds within them and, "
          + "crossed with these, of whole people; few splits show too little of how splits vary, so "
          + "it is rather too narrow. p: Wilcoxon's signed-rank test, two-sided, of one mean "
          + "difference per person. People share the same models, so p is optimistic about other "
          + "training scans and seeds, and it is not corrected for the number of comparisons. "
          + "Where p and interval disagree, believe the interval.\n";

  private final Comparison comparison;

  private EvidenceText(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Tables of DSC and IoU, then of the differences to random initialisation. */
  public static String section(Comparison comparison) {
    EvidenceText text = new EvidenceText(comparison);
    return Stream.of(
            text.summaries(Metric.DSC),
            text.summaries(Metric.IOU),
            SUMMARY_NOTE,
            text.differences(Metric.DSC),
            text.differences(Metric.IOU),
            DIFFERENCE_NOTE)
        .collect(Collectors.joining("\n"));
  }

  private String summaries(Metric metric) {
    return heading(metric.title())
        + row(Stream.concat(Stream.of("target scans"), comparison.methods().stream()))
        + rule(1 + comparison.methods().size())
        + lines(comparison.sizes(), size -> summaries(metric, size));
  }

  private String summaries(Metric metric, int size) {
    Stream<String> cells =
        comparison.methods().stream()
            .map(method -> comparison.summary(metric, method, size))
            .map(summary -> summary.map(EvidenceText::cell).orElse(NOTHING));
    return row(Stream.concat(Stream.of(number("%d", size)), cells));
  }

  private static String cell(MethodSummary summary) {
    return summary.models() > 1
        ? number("%.3f (%.3f)", summary.mean(), summary.standardDeviation())
        : number("%.3f", summary.mean());
  }

  private String differences(Metric metric) {
    return heading(metric.title() + ", difference to " + Comparison.REFERENCE)
        + row(
            Stream.of(
                "target scans", "method", "pairs", "people", "difference", "95 % interval", "p"))
        + rule(7)
        + lines(comparison.sizes(), size -> differences(metric, size));
  }

  private String differences(Metric metric, int size) {
    List<String> others =
        comparison.methods().stream().filter(m -> !Comparison.isReference(m)).toList();
    return lines(others, method -> difference(metric, method, size));
  }

  private String difference(Metric metric, String method, int size) {
    Optional<PairedDifference> found = comparison.differenceToReference(metric, method, size);
    return found.map(difference -> row(cells(difference, method, size))).orElse("");
  }

  private static Stream<String> cells(PairedDifference difference, String method, int size) {
    return Stream.of(
        number("%d", size),
        method,
        number("%d", difference.pairs()),
        number("%d", difference.people()),
        number("%+.3f", difference.mean()),
        number("%+.3f to %+.3f", difference.interval().low(), difference.interval().high()),
        difference.pValue() < LEAST_P ? "< 0.001" : number("%.3f", difference.pValue()));
  }

  private static String heading(String words) {
    return "### " + words + "\n\n";
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String rule(int columns) {
    return row(Stream.generate(() -> "---:").limit(columns));
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    return items.stream().map(line).collect(Collectors.joining());
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
