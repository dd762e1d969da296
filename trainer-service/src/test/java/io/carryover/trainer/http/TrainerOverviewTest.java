package io.carryover.trainer.http;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.RUN;
import static io.carryover.trainer.TrainerEvents.SOURCE;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static io.carryover.trainer.TrainerEvents.admitted;
import static io.carryover.trainer.TrainerEvents.model;
import static io.carryover.trainer.TrainerEvents.sourceCohort;
import static io.carryover.trainer.TrainerEvents.targetCohort;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.EpochCompleted;
import io.carryover.events.ModelExported;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Split;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.StatusRecords;
import io.carryover.trainer.cohort.AdmittedScans;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerOverviewTest {
  private static final Run RI_RUN = new Run(RUN, RunKind.TRAINING, TARGET, "RI");
  private static final Reason REASON = new Reason("NAN_VOXELS", "voxel 7 is NaN");

  private final AdmittedScans scans = new AdmittedScans();

  @Test
  void cohortShowsHowManyOfTheScansItWaitsForAreThere() {
    // Given
    scans.add(admitted(TARGET, "a", Split.TRAIN));
    scans.add(admitted(TARGET, "t", Split.TEST));
    scans.add(admitted(SOURCE, "b", Split.TRAIN));
    // When
    CohortRow row = CohortRow.of(targetCohort(), scans);
    // Then
    assertThat(row)
        .isEqualTo(
            new CohortRow(
                TARGET,
                "target of hippocampus",
                "ellipsoid",
                "RI, PR, PRF, DWP",
                "16x16x16",
                "1 of 2",
                "0 of 1",
                1));
  }

  @Test
  void scanThatIsAdmittedAgainCountsOnceWhereItIsNow() {
    // Given
    scans.add(admitted(SOURCE, "a", Split.TRAIN));
    scans.add(admitted(SOURCE, "a", Split.TRAIN));
    scans.add(admitted(SOURCE, "a", Split.VALIDATION));
    // When
    CohortRow row = CohortRow.of(sourceCohort(), scans);
    // Then
    assertThat(row.role()).isEqualTo("source");
    assertThat(row.train()).isEqualTo("0 of 2");
    assertThat(row.validation()).isEqualTo("1 of 1");
  }

  @Test
  void runningTrainingShowsHowFarItIs() {
    // When
    RunRow row = RunRow.of(at(0).running(RI_RUN), epoch(0.9));
    // Then
    assertThat(row.showsProgress()).isTrue();
    assertThat(row.percent()).isEqualTo(33);
    assertThat(row.mood()).isEqualTo("busy");
    assertThat(row.detail()).isEqualTo("epoch 10 of at most 30, loss 0.1235, validation DSC 0.900");
  }

  @Test
  void trainingWithoutValidationScansShowsItsLossOnly() {
    // When
    RunRow row = RunRow.of(at(0).running(RI_RUN), epoch(null));
    // Then
    assertThat(row.detail()).isEqualTo("epoch 10 of at most 30, loss 0.1235");
  }

  @Test
  void waitingAndFinishedTrainingsShowNoProgress() {
    // When
    RunRow queued = RunRow.of(at(0).queued(RI_RUN), Optional.empty());
    RunRow completed = RunRow.of(at(0).completed(RI_RUN), epoch(0.9));
    // Then
    assertThat(queued.showsProgress()).isFalse();
    assertThat(queued.detail()).isEmpty();
    assertThat(completed.showsProgress()).isFalse();
    assertThat(completed.mood()).isEqualTo("good");
  }

  @Test
  void failedTrainingShowsItsReasonInPlaceOfItsEpoch() {
    // When
    RunRow row = RunRow.of(at(0).failed(RI_RUN, REASON), epoch(0.9));
    // Then
    assertThat(row.detail()).isEqualTo("NAN_VOXELS: voxel 7 is NaN");
    assertThat(row.mood()).isEqualTo("bad");
  }

  @Test
  void rejectedScansAndCohortsAreRefusedAndNothingElseIs() {
    // Given
    Map<String, RunStatusChanged> statuses =
        Map.of(
            "scan", at(1).rejected(new Run("scan", RunKind.SCAN, TARGET, "train scan"), REASON),
            "cohort",
                at(2).rejected(new Run("cohort", RunKind.COHORT, "cohort", "definition"), REASON),
            "good", at(3).completed(new Run("good", RunKind.SCAN, TARGET, "train scan")),
            "prior", at(4).rejected(new Run("prior", RunKind.PRIOR, SOURCE, "prior"), REASON),
            "run", at(5).rejected(new Run("run", RunKind.TRAINING, TARGET, "RI"), REASON));
    // When
    TrainerOverview overview = overview(statuses, Map.of());
    // Then
    assertThat(overview.refused()).extracting(RunRow::id).containsExactly("cohort", "scan");
    assertThat(overview.runs()).extracting(RunRow::id).containsExactly("run");
  }

  @Test
  void showsTheLatestTwentyTrainings() {
    // Given
    Map<String, RunStatusChanged> many =
        IntStream.range(0, 30)
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> "r" + i,
                    i -> at(i).queued(new Run("r" + i, RunKind.TRAINING, TARGET, "RI"))));
    // When
    TrainerOverview overview = overview(many, Map.of());
    // Then
    assertThat(overview.runs()).hasSize(20);
    assertThat(overview.runs().get(0).id()).isEqualTo("r29");
  }

  @Test
  void modelsAreSortedByNameAndShowTheirQuality() {
    // Given
    ModelExported unmeasured = model("b-ri");
    unmeasured.setValidationDsc(null);
    // When
    TrainerOverview overview =
        overview(Map.of(), Map.of("b-ri", unmeasured, "a-ri", model("a-ri")));
    // Then
    String digest = model("a-ri").getOnnx().getSha256().substring(0, 12);
    assertThat(overview.models())
        .containsExactly(
            new ModelRow("a-ri", "RI", digest, "0.813", 30, "2026-01-01T12:00:00Z"),
            new ModelRow("b-ri", "RI", digest, "not measured", 30, "2026-01-01T12:00:00Z"));
  }

  private TrainerOverview overview(
      Map<String, RunStatusChanged> statuses, Map<String, ModelExported> models) {
    return TrainerOverview.of(Map.of(), scans, statuses, Map.of(), models);
  }

  private static StatusRecords at(int second) {
    return new StatusRecords(Clock.fixed(NOON.plusSeconds(second), ZoneOffset.UTC));
  }

  /** The tenth of thirty. */
  private static Optional<EpochCompleted> epoch(Double validationDsc) {
    return Optional.of(
        EpochCompleted.newBuilder()
            .setRunId(RUN)
            .setCohortId(TARGET)
            .setStage("ri")
            .setEpoch(10)
            .setEpochs(30)
            .setTrainLoss(0.12345)
            .setValidationDsc(validationDsc)
            .setLearningRate(1e-3)
            .setSeconds(0.5)
            .setCompletedAt(NOON)
            .build());
  }
}
