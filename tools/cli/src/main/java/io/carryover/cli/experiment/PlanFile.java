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

/**
 * {@code plan.json}: every cohort with its definition and the digests of its scans, and which test
 * scans are of one person, by numbers. What is in one folder of results belongs to one plan, which
 * may grow: see {@link PlanGrowth}.
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
      Judged judged,
      List<String> folders,
      SortedMap<String, Integer> personOnTestScan,
      List<String> setAside,
      List<Cohort> cohorts) {}

  /** A cohort; scans by split, each with the digests of image and label. */
  private record Cohort(
      String cohort, JsonNode definition, SortedMap<String, SortedMap<String, String>> scans) {}

  /**
   * Writes the plan, if it is the one that is there or that one with more in it.
   *
   * @throws CommandFailure what is there would be lost, or another
   */
  void keep(ExperimentPlan plan) throws IOException {
    JsonNode now = json(plan);
    if (Files.exists(file)) {
      PlanGrowth.lost(kept(), now).ifPresent(this::refuse);
    }
    WholeFile.write(file, now.toPrettyString() + "\n");
  }

  private JsonNode kept() throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new CommandFailure(file + " is no plan any more; move it away", e);
    }
  }

  private void refuse(String lost) {
    throw new CommandFailure(
        "%s is the plan of another experiment: %s; repeat its options, to which arms, sizes, splits and seeds may be added, or choose another --out"
            .formatted(file, lost));
  }

  private JsonNode json(ExperimentPlan plan) {
    Layout layout =
        new Layout(
            VERSION,
            plan.judged(),
            plan.folders().stream().map(Path::toString).toList(),
            plan.people().byScan(),
            plan.setAside(),
            plan.cohorts().map(this::cohort).toList());
    return read(JSON.valueToTree(layout).toString());
  }

  private Cohort cohort(LabelledCohort cohort) {
    SortedMap<String, SortedMap<String, String>> scans = new TreeMap<>();
    cohort.scans().forEach((split, cases) -> scans.put(split.name(), digests(cases)));
    return new Cohort(cohort.id(), timeless(cohort.definition()), scans);
  }

  private static JsonNode timeless(CohortDefined definition) {
    return read(
        CohortDefined.newBuilder(definition).setDefinedAt(Instant.EPOCH).build().toString());
  }

  /** As it is read from a file: an int and a long of one value are alike. */
  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what Avro and Jackson write is JSON", e);
    }
  }

  private SortedMap<String, String> digests(List<DecathlonCase> cases) {
    SortedMap<String, String> byId = new TreeMap<>();
    cases.forEach(scan -> byId.put(scan.id(), digest(scan.image()) + " " + digest(scan.label())));
    return byId;
  }

  private String digest(Path path) {
    return digests.computeIfAbsent(path, PlanFile::sha256);
  }

  private static String sha256(Path path) {
    try {
      return Sha256.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
