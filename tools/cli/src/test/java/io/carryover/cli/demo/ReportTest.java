package io.carryover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.cli.DemoEvents;
import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.events.CohortRole;
import io.carryover.events.GroupReport;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Grid GRID = Grid.ofOneMm(new Shape(2, 2, 2));
  private static final double ROUNDING = 1e-12; // of a few additions

  @TempDir private Path folder;

  private JsonNode json;

  @BeforeEach
  void report() throws IOException {
    DemoReport report =
        new ReportBuilder(cohorts(), journey(), List.of(result("a", 1, 1), result("b", 3, 2)))
            .build(
                new TreeMap<>(Map.of("models", 2L)),
                new ReportBuilder.Files(Path.of("/m.onnx"), Path.of("/k.nii"), Path.of("/o.png")),
                Duration.ofMillis(1500));
    report.write(folder.resolve("report.json"));
    json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }

  @Test
  void scoresAreMeansOverTheTestScansOnTheirOwnGrids() {
    // Given truth of 2 voxels: DWP has 1 and 3 of them, RI 1 and 2, from the first voxel on
    double one = 2.0 * 1 / (1 + 2);
    double three = 2.0 * 2 / (3 + 2);

    JsonNode target = json.path("target");

    assertThat(target.at("/dwp/dsc").asDouble()).isCloseTo((one + three) / 2, within(ROUNDING));
    assertThat(target.at("/dwp/iou").asDouble())
        .isCloseTo((1.0 / 2 + 2.0 / 3) / 2, within(ROUNDING));
    assertThat(target.at("/ri/dsc").asDouble()).isCloseTo((one + 1) / 2, within(ROUNDING));
    assertThat(target.at("/ri/iou").asDouble()).isCloseTo((1.0 / 2 + 1) / 2, within(ROUNDING));
    assertThat(target.path("testScans").asInt()).isEqualTo(2);
    assertThat(target.at("/scans/1/dwp/dsc").asDouble()).isCloseTo(three, within(ROUNDING));
    assertThat(target.at("/scansBySplit/TEST/0").asText()).isEqualTo("a");
  }

  @Test
  void theGateShowsEachGroupsFiguresByName() {
    JsonNode group = json.at("/priorGate/0");

    assertThat(group.path("group").asInt()).isEqualTo(1);
    assertThat(group.path("vaeNats").asDouble()).isEqualTo(30.5);
    assertThat(group.path("independentGaussianNats").asDouble()).isEqualTo(38.5);
    assertThat(group.path("fullGaussianNats").asDouble()).isEqualTo(33.5);
  }

  @Test
  void filesCountsAndTimeAreNamed() {
    assertThat(json.at("/eventsByTopic/models").asInt()).isEqualTo(2);
    assertThat(json.path("model").asText()).isEqualTo("/m.onnx");
    assertThat(json.path("mask").asText()).isEqualTo("/k.nii");
    assertThat(json.path("overview").asText()).isEqualTo("/o.png");
    assertThat(json.path("seconds").asDouble()).isEqualTo(1.5);
    assertThat(json.path("version").asInt()).isEqualTo(DemoReport.VERSION);
  }

  @Test
  void trainingIsDescribedBesideTheScores() {
    assertThat(json.at("/target/ri/epochs").asInt()).isEqualTo(12);
    assertThat(json.at("/target/ri/trainingSeconds").asDouble()).isEqualTo(34);
    assertThat(json.at("/target/ri/validationDsc").asDouble()).isEqualTo(0.75);
    assertThat(json.at("/source/cohort").asText()).isEqualTo("source");
    assertThat(json.at("/source/shape").asText()).isEqualTo("16x24x32");
  }

  private static Journey journey() {
    Journey journey = new Journey();
    journey.on(DemoEvents.exported("target-dwp", Method.DWP, "d"));
    journey.on(DemoEvents.exported("target-ri", Method.RI, "r"));
    journey.on(
        DemoEvents.fitted(List.of(new GroupReport(1, 100, 2, 10, 0.5, 30.5, 38.5, 33.5, null))));
    return journey;
  }

  private static DemoCohorts cohorts() {
    return new DemoCohorts(
        cohort(CohortRole.SOURCE, "source", Split.TRAIN),
        cohort(CohortRole.TARGET, "target", Split.TEST),
        List.of());
  }

  private static LabelledCohort cohort(CohortRole role, String id, Split split) {
    SortedMap<Split, List<DecathlonCase>> scans = new TreeMap<>();
    scans.put(split, List.of(scan("b"), scan("a")));
    return new LabelledCohort(
        CohortDraft.ofRole(role)
            .with("id", id)
            .with("sourceCohort", "source")
            .with("foreground", "ellipsoid")
            .with("labelValues", List.of(1))
            .with("shape", List.of(16, 24, 32))
            .with("trainScans", 1)
            .toEvent(Instant.EPOCH),
        scans);
  }

  private static DecathlonCase scan(String id) {
    return new DecathlonCase(id, Path.of(id), Path.of(id));
  }

  private static TestResult result(String scan, int dwp, int ri) {
    LabelledScan labelled = new LabelledScan(new Volume(GRID, new float[8]), first(2));
    return new TestResult(scan, labelled, Map.of(Method.DWP, first(dwp), Method.RI, first(ri)));
  }

  /** The first voxels are inside. */
  private static Mask first(int voxels) {
    byte[] inside = new byte[8];
    Arrays.fill(inside, 0, voxels, (byte) 1);
    return new Mask(GRID, inside);
  }
}
