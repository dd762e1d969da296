package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Baseline;
import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.evidence.EvidenceText;
import io.carryover.cli.evidence.MethodName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report's sections of paired differences: to plain RI, and to the best RI. */
final class Differences {
  private static final String CHOICE =
      "At each size this is the RI arm of the highest mean DSC on the validation scans, by the "
          + "exported models. The choice is made on validation scans alone: no test scan had a say "
          + "in it. Means are over the splits and seeds of which every RI arm has a model.\n";

  private static final String NO_RI =
      "This experiment has no RI: nothing to compare the others with.\n";

  private final Comparison comparison;
  private final BestRi best;

  Differences(Comparison comparison, BestRi best) {
    this.comparison = comparison;
    this.best = best;
  }

  String text() {
    String plain = "## Paired differences to RI\n\n" + toPlain();
    return best.isChoice() ? plain + "\n" + toBest() : plain;
  }

  private String toPlain() {
    return best.arms().contains(MethodName.RI)
        ? EvidenceText.NOTE
            + "\n"
            + EvidenceText.section(comparison, Baseline.plainRi(comparison.sizes()))
        : NO_RI;
  }

  private String toBest() {
    return "## Paired differences to the best RI\n\n"
        + CHOICE
        + "\n"
        + choices()
        + "\n"
        + EvidenceText.section(comparison, best.baseline());
  }

  private String choices() {
    List<String> arms = best.arms();
    Stream<String> titles = arms.stream().map(MethodName::title);
    String head =
        row(Stream.of(Stream.of("scans"), titles, Stream.of("best")).flatMap(cells -> cells));
    String rule = "|---".repeat(arms.size() + 2) + "|\n";
    return best.sizes().stream().map(this::choice).collect(Collectors.joining("", head + rule, ""));
  }

  private String choice(int size) {
    Stream<String> means = best.arms().stream().map(arm -> mean(arm, size));
    String chosen = best.at(size).map(MethodName::title).orElse("not chosen yet");
    return row(Stream.of(Stream.of("" + size), means, Stream.of(chosen)).flatMap(cells -> cells));
  }

  private String mean(String arm, int size) {
    return best.mean(arm, size).map(dsc -> String.format(Locale.ROOT, "%.3f", dsc)).orElse("-");
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
