package io.carryover.cli.route;

import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The versions of a model for people: a line each, the newest first. */
final class VersionTable {
  private static final int DIGITS = 12;
  private static final String ROW = "%-12s  %-20s  %-6s  %14s  %s";

  private VersionTable() {}

  /** The table with its heading. */
  static String of(ModelVersions versions) {
    String heading = ROW.formatted("digest", "planned", "method", "validation DSC", "what it does");
    String rows =
        IntStream.range(0, versions.newestFirst().size())
            .mapToObj(number -> row(versions, number))
            .collect(Collectors.joining("\n"));
    return heading + "\n" + rows;
  }

  private static String row(ModelVersions versions, int number) {
    ModelExported version = versions.newestFirst().get(number);
    return String.format(
            Locale.ROOT,
            ROW,
            version.getOnnx().getSha256().substring(0, DIGITS),
            version.getPlannedAt().toString().substring(0, "2026-01-02T03:04:05".length()) + "Z",
            version.getMethod(),
            dsc(version),
            String.join(", ", duties(versions.route(), version, number)))
        .stripTrailing();
  }

  private static String dsc(ModelExported version) {
    return Optional.ofNullable(version.getValidationDsc())
        .map(dsc -> String.format(Locale.ROOT, "%.3f", dsc))
        .orElse("none");
  }

  private static List<String> duties(
      Optional<ModelRouted> route, ModelExported version, int number) {
    String digest = version.getOnnx().getSha256();
    List<String> duties = new ArrayList<>();
    Optional<String> pinned = route.map(ModelRouted::getPinnedSha256);
    if (pinned.map(digest::equals).orElse(number == 0)) {
      duties.add(pinned.isPresent() ? "answers, pinned" : "answers, the newest");
    }
    route
        .filter(each -> digest.equals(each.getCanarySha256()))
        .map(each -> "canary of " + each.getCanaryShare())
        .ifPresent(duties::add);
    route
        .filter(each -> digest.equals(each.getShadowSha256()))
        .ifPresent(each -> duties.add("shadow"));
    return duties;
  }
}
