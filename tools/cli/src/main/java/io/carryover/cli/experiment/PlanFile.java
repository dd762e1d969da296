package io.carryover.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.CohortDefined;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * {@code plan.json}: every cohort with its definition and the digests of its scans, and which test
 * scans are of one person, by numbers. What is in one folder of results belongs to one plan.
 */
final class PlanFile {
  static final int VERSION = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Map<Path, String> digests = new HashMap<>();

  PlanFile(Path file) {
    this.file = file;
  }

  /** The layout of the file. */
  private record Layout(
      int version,
      List<String> folders,
      SortedMap<String, Integer> personOnTestScan,
      List<Cohort> cohorts) {}

  /** A cohort; scans by split, each with the digests of image and label. */
  private record Cohort(
      String cohort, JsonNode definition, SortedMap<String, SortedMap<String, String>> scans) {}

  /**
   * Writes the plan, or checks that it is the one that is there.
   *
   * @throws CommandFailure another one is there
   */
  void keep(ExperimentPlan plan) throws IOException {
    String text = text(plan);
    if (Files.exists(file)) {
      requireSame(Files.readString(file).lines().toList(), text.lines().toList());
    } else {
      WholeFile.write(file, text);
    }
  }

  private void requireSame(List<String> kept, List<String> now) {
    int both = Math.min(kept.size(), now.size());
    int line =
        IntStream.range(0, both)
            .filter(i -> !kept.get(i).equals(now.get(i)))
            .findFirst()
            .orElse(both);
    if (line < Math.max(kept.size(), now.size())) {
      throw new CommandFailure(
          "%s is the plan of another experiment: its line %d says %s, now it would be %s; choose another --out, or the options and scans of that one"
              .formatted(file, line + 1, at(kept, line), at(now, line)));
    }
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "nothing";
  }

  private String text(ExperimentPlan plan) {
    Layout layout =
        new Layout(
            VERSION,
            plan.folders().stream().map(Path::toString).toList(),
            plan.people().byScan(),
            plan.cohorts().map(this::cohort).toList());
    return JSON.valueToTree(layout).toPrettyString() + "\n";
  }

  private Cohort cohort(LabelledCohort cohort) {
    SortedMap<String, SortedMap<String, String>> scans = new TreeMap<>();
    cohort.scans().forEach((split, cases) -> scans.put(split.name(), digests(cases)));
    return new Cohort(cohort.id(), timeless(cohort.definition()), scans);
  }

  private static JsonNode timeless(CohortDefined definition) {
    try {
      return JSON.readTree(
          CohortDefined.newBuilder(definition).setDefinedAt(Instant.EPOCH).build().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition is JSON", e);
    }
  }

  private SortedMap<String, String> digests(List<DecathlonCase> cases) {
    SortedMap<String, String> byId = new TreeMap<>();
    cases.forEach(scan -> byId.put(scan.id(), digest(scan.image()) + " " + digest(scan.label())));
    return byId;
  }

  private String digest(Path path) {
    return digests.computeIfAbsent(path, PlanFile::read);
  }

  private static String read(Path path) {
    try {
      return Sha256.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
