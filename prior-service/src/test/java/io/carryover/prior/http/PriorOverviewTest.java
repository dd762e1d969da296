package io.carryover.prior.http;

import static io.carryover.prior.PriorEvents.COHORT;
import static io.carryover.prior.PriorEvents.MANIFEST;
import static io.carryover.prior.PriorEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EpochCompleted;
import io.carryover.events.GroupReport;
import io.carryover.events.PriorFitted;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.StatusRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriorOverviewTest {
  private static final Run RUN = new Run("p", RunKind.PRIOR, COHORT, "prior");

  private final StatusRecords statuses = new StatusRecords(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void runningFitShowsHowFarItIs() {
    // Given
    RunStatusChanged running = statuses.running(RUN);
    // When the third of seven groups is half done
    FitRow row = FitRow.of(running, Optional.of(epoch("group-3", 15, 30)));
    // Then 2.5 of 7 groups are
    assertThat(row.showsProgress()).isTrue();
    assertThat(row.percent()).isEqualTo(35);
    assertThat(row.detail()).isEqualTo("group 3, epoch 15 of at most 30, 31.50 nats per kernel");
    assertThat(row.mood()).isEqualTo("busy");
  }

  @Test
  void groupWhoseControlIsFittedCountsAsDone() {
    // When
    FitRow row = FitRow.of(statuses.running(RUN), Optional.of(epoch("group-3-shuffled", 15, 30)));
    // Then 3 of 7 groups are
    assertThat(row.percent()).isEqualTo(42);
    assertThat(row.detail()).startsWith("group 3 shuffled, epoch 15 of at most 30");
  }

  @Test
  void finishedFitShowsNoProgress() {
    // Given
    RunStatusChanged completed = statuses.completed(RUN);
    // When
    FitRow row = FitRow.of(completed, Optional.of(epoch("group-7", 30, 30)));
    // Then
    assertThat(row.showsProgress()).isFalse();
    assertThat(row.detail()).isEmpty();
    assertThat(row.mood()).isEqualTo("good");
  }

  @Test
  void rejectedFitShowsItsReason() {
    // Given
    Reason reason = new Reason("PRIOR_GAINS_NOTHING", "group 1 has 38.4 against 38.3");
    // When
    FitRow row = FitRow.of(statuses.rejected(RUN, reason), Optional.empty());
    // Then
    assertThat(row.detail()).isEqualTo("PRIOR_GAINS_NOTHING: group 1 has 38.4 against 38.3");
    assertThat(row.mood()).isEqualTo("bad");
  }

  @Test
  void showsTheLatestTwentyFitsAndNoOtherRuns() {
    // Given
    Map<String, RunStatusChanged> many =
        IntStream.range(0, 30)
            .boxed()
            .collect(Collectors.toMap(i -> "p" + i, i -> at(i, RunKind.PRIOR)));
    many.put("t", at(99, RunKind.TRAINING));
    // When
    PriorOverview overview = PriorOverview.of(many, Map.of(), Map.of());
    // Then
    assertThat(overview.fits()).hasSize(20);
    assertThat(overview.fits().get(0).id()).isEqualTo("p29");
    assertThat(overview.fits()).extracting(FitRow::id).doesNotContain("t");
  }

  @Test
  void priorShowsItsGateFigures() {
    // Given
    PriorFitted prior =
        PriorFitted.newBuilder()
            .setPriorId("p")
            .setSourceCohortId(COHORT)
            .setManifestSha256(MANIFEST)
            .setPrior(new ArtifactRef("file:/p", MANIFEST, 1L))
            .setGroups(List.of(new GroupReport(1, 100, 7, 10, 0.0512, 25.0, 38.3, 36.6, null)))
            .setRunIds(List.of("a", "b"))
            .setCodeVersion("0.1.0")
            .setSeconds(61.4)
            .setFittedAt(NOON)
            .build();
    // When
    PriorCard card = PriorOverview.of(Map.of(), Map.of(), Map.of("p", prior)).priors().get(0);
    // Then
    assertThat(card)
        .isEqualTo(
            new PriorCard(
                "p",
                COHORT,
                2,
                "61",
                "2026-11-23T12:00:00Z",
                List.of(
                    new PriorCard.Group(
                        1, 100, 7, 10, "0.0512", "25.00", "36.60", "38.30", "13.30", "-"))));
  }

  @Test
  void priorShowsItsControl() {
    assertThat(PriorCard.Group.of(new GroupReport(1, 100, 7, 10, 0.0512, 25.0, 38.3, 36.6, 37.25)))
        .returns("37.25", PriorCard.Group::shuffledVaeNats);
  }

  private static RunStatusChanged at(int second, RunKind kind) {
    Instant time = NOON.plusSeconds(second);
    return new StatusRecords(Clock.fixed(time, ZoneOffset.UTC))
        .completed(new Run((kind == RunKind.PRIOR ? "p" : "t") + second, kind, COHORT, "label"));
  }

  private static EpochCompleted epoch(String stage, int epoch, int epochs) {
    return EpochCompleted.newBuilder()
        .setRunId("p")
        .setCohortId(COHORT)
        .setStage(stage)
        .setEpoch(epoch)
        .setEpochs(epochs)
        .setTrainLoss(31.5)
        .setLearningRate(1e-3)
        .setSeconds(0.5)
        .setCompletedAt(NOON)
        .build();
  }
}
