package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.evidence.Measurement;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.ArtifactRef;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorSpec;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has come of trainings, by the events seen. */
class LedgerTest {
  private static final String SOURCE = "source-phantom-source";

  @TempDir private static Path folder;

  private static ExperimentPlan plan;
  private static Cell ri;
  private static Cell dwp;

  private Ledger ledger;
  private Blockages blockages;

  @BeforeAll
  static void planTwoMethods() throws IOException {
    Plans.writePhantoms(folder);
    plan =
        Planning.plan(
            Plans.settings(folder, List.of(2), List.of(Arm.of(Method.RI), Arm.of(Method.DWP))),
            Instant.EPOCH);
    ri = plan.cells().get(0);
    dwp = plan.cells().get(1);
  }

  @BeforeEach
  void knowNothing() {
    ledger = new Ledger(plan);
    blockages = new Blockages(ledger, SOURCE);
  }

  @Test
  void aRefusedPriorBlocksDwpAndNothingElse() {
    see(Topic.RUN_STATUS, bad("prior-1", RunKind.PRIOR, SOURCE, "PRIOR_GAINS_NOTHING"));

    assertThat(blockages.of(dwp).orElseThrow()).contains("rejected, PRIOR_GAINS_NOTHING: why");
    assertThat(blockages.of(ri)).isEmpty();
  }

  @Test
  void networksThatAreTooWeakBlockEveryTransferAndNothingElse() {
    see(Topic.RUN_STATUS, bad("prior-1", RunKind.PRIOR, SOURCE, "SOURCE_TOO_WEAK"));

    assertThat(blockages.of(dwp)).isPresent();
    assertThat(blockages.of(pretrained())).isPresent();
    assertThat(blockages.of(ri)).isEmpty();
  }

  @Test
  void aFailedNetworkBlocksTheTrainingsWhoseSeedChoosesIt() {
    // Given the network that the seed does not choose, then the one that it does
    int chosen = (int) (ledger.seed(pretrained()) % 2);
    see(Topic.TRAINING_RUNS, network("run-other", 1 - chosen));
    see(Topic.RUN_STATUS, bad("run-other", RunKind.TRAINING, SOURCE, "DEFECT"));
    assertThat(blockages.of(pretrained())).isEmpty();

    see(Topic.TRAINING_RUNS, network("run-chosen", chosen));
    see(Topic.RUN_STATUS, bad("run-chosen", RunKind.TRAINING, SOURCE, "DEFECT"));

    assertThat(blockages.of(pretrained())).isPresent();
  }

  @Test
  void aRejectedScanBlocksEveryTrainingOfItsCohort() {
    see(
        Topic.RUN_STATUS,
        bad(ri.cohortId() + "/scan_1", RunKind.SCAN, ri.cohortId(), "MASK_SHAPE_DIFFERS"));

    assertThat(blockages.of(ri)).isPresent();
    assertThat(blockages.of(dwp)).isPresent();
    assertThat(blockages.of(plan.cells().get(2))).isEmpty();
  }

  @Test
  void aFailedRunBlocksItsOwnTrainingWhicheverCameFirst() {
    see(Topic.RUN_STATUS, bad("run-1", RunKind.TRAINING, ri.cohortId(), "DEFECT"));
    assertThat(blockages.of(ri)).isEmpty();
    see(Topic.TRAINING_RUNS, request("run-1"));

    assertThat(blockages.of(ri)).isPresent();
    assertThat(blockages.of(dwp)).isEmpty();
  }

  @Test
  void aModelThatIsThereIsNotBlocked() {
    see(Topic.RUN_STATUS, bad("run-1", RunKind.TRAINING, ri.cohortId(), "DEFECT"));
    see(Topic.TRAINING_RUNS, request("run-1"));
    see(Topic.MODELS, model("ab"));

    assertThat(blockages.of(ri)).isEmpty();
  }

  @Test
  void anEventOfAnotherCohortIsNotOurs() {
    RunStatusChanged other = bad("x", RunKind.COHORT, "somebody-elses", "COHORT_INVALID");

    assertThat(ledger.on(new TopicEvent(Topic.RUN_STATUS, "x", other))).isFalse();
    assertThat(ledger.statuses()).isEmpty();
  }

  @Test
  void rowsOfTheSameModelAreKeptAndThoseOfAnotherAreNot() throws IOException {
    // Given
    Path file = folder.resolve("results.csv");
    Results written = Results.read(file);
    written.put(ri, List.of(row("scan_2", 0.1 + 0.2), row("scan_1", 1)));

    // When
    Results read = Results.read(file);

    // Then
    assertThat(read.measurements())
        .containsExactly(
            new Measurement("ri", 2, 1, 1, "scan_1", 1, 0.5),
            new Measurement("ri", 2, 1, 1, "scan_2", 0.1 + 0.2, 0.5));
    assertThat(read.has(ri, model("ab"), 2)).isTrue();
    assertThat(read.has(ri, model("cd"), 2)).isFalse();
    assertThat(read.has(ri, model("ab"), 3)).isFalse();
    assertThat(read.has(dwp, model("ab"), 2)).isFalse();
  }

  @Test
  void theReportHasTheMeanOfModelsInThePapersLayoutAndSaysWhatIsMissing() {
    List<Measurement> measured =
        List.of(
            new Measurement("ri", 2, 1, 1, "scan_1", 0.2, 0.1),
            new Measurement("ri", 2, 1, 1, "scan_2", 0.4, 0.3),
            new Measurement("ri", 2, 2, 1, "scan_1", 0.5, 0.4));

    Comparison comparison = new Comparison(measured, scan -> scan, 1);
    String report =
        new ExperimentReport(
                plan,
                ledger,
                comparison,
                List.of(),
                List.of(),
                Map.of("dwp n2 s1 r1", "refused", "dwp n2 s2 r1", "refused"))
            .text();

    assertThat(report)
        .contains("| scans | DWP | RI |\n|---|---|---|\n| 2 | - | 0.400 (0.141) |")
        .contains("another data set, BraTS18")
        .contains("- dwp n2 s1 r1, dwp n2 s2 r1: refused");
  }

  private static ResultRow row(String scan, double dsc) {
    return new ResultRow(
        ri.measured(new ScanScore(scan, dsc, 0.5, Map.of())),
        ModelFacts.of(model("ab"), plan.cohortOf(ri).definition().getTraining()));
  }

  private void see(Topic topic, SpecificRecord event) {
    ledger.on(new TopicEvent(topic, "", event));
  }

  private static RunStatusChanged bad(String id, RunKind kind, String cohort, String code) {
    return RunStatusChanged.newBuilder()
        .setId(id)
        .setKind(kind)
        .setCohortId(cohort)
        .setLabel("something")
        .setState(RunState.REJECTED)
        .setReason(new Reason(code, "why"))
        .setChangedAt(Instant.EPOCH)
        .build();
  }

  private static TrainingRequested request(String runId) {
    var cohort = plan.cohortOf(ri).definition();
    return TrainingRequested.newBuilder()
        .setRunId(runId)
        .setCohortId(ri.cohortId())
        .setManifestSha256("")
        .setMethod(Method.RI)
        .setNetwork(0)
        .setNetworks(1)
        .setScans(List.of())
        .setForeground(cohort.getForeground())
        .setPreprocessing(cohort.getPreprocessing())
        .setTraining(cohort.getTraining())
        .setCodeVersion("1")
        .setRequestedAt(Instant.EPOCH)
        .build();
  }

  private static Cell pretrained() {
    return new Cell("pr", Method.PR, ri.size(), ri.split(), ri.seed(), ri.cohortId());
  }

  /** One of two source networks. */
  private static TrainingRequested network(String runId, int network) {
    return TrainingRequested.newBuilder(request(runId))
        .setCohortId(SOURCE)
        .setMethod(Method.SOURCE)
        .setNetwork(network)
        .setNetworks(2)
        .setPriorSpec(new PriorSpec(1, 1, 1e-3, 1, 0.1, 6, 0, 0.1, 1L, 0.0, false))
        .build();
  }

  private static ModelExported model(String sha256) {
    ArtifactRef file = new ArtifactRef("file:///m", sha256, 1L);
    return ModelExported.newBuilder()
        .setModel(ri.model())
        .setRunId("run-1")
        .setCohortId(ri.cohortId())
        .setMethod(Method.RI)
        .setOnnx(file)
        .setWeights(file)
        .setEpochs(1)
        .setSeconds(1.0)
        .setManifestSha256("")
        .setCodeVersion("1")
        .setExportedAt(Instant.EPOCH)
        .build();
  }
}
