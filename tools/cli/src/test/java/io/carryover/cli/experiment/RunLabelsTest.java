package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.console.TaskState;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.EpochCompleted;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLabelsTest {
  private static final String RUN = "run-1";

  @TempDir private static Path folder;

  private static ExperimentPlan plan;
  private static Cell cell;

  private Ledger ledger;
  private RunLabels labels;

  @BeforeAll
  static void planTwoMethods() throws IOException {
    Plans.writePhantoms(folder);
    plan = Planning.plan(Plans.settings(folder), Instant.EPOCH);
    cell = plan.cells().get(0);
  }

  @BeforeEach
  void knowNothing() {
    ledger = new Ledger(plan);
    labels = new RunLabels(plan, ledger);
  }

  private Optional<TaskState> see(Topic topic, SpecificRecord event) {
    TopicEvent seen = new TopicEvent(topic, RUN, event);
    ledger.on(seen);
    return labels.on(seen);
  }

  private Optional<TaskState> seeStatus(RunKind kind, RunState state) {
    return see(
        Topic.RUN_STATUS,
        RunStatusChanged.newBuilder()
            .setId(RUN)
            .setKind(kind)
            .setCohortId(cell.cohortId())
            .setLabel("label")
            .setState(state)
            .setChangedAt(Instant.EPOCH)
            .build());
  }

  private Optional<TaskState> seeEpoch() {
    return see(
        Topic.RUN_PROGRESS,
        EpochCompleted.newBuilder()
            .setRunId(RUN)
            .setCohortId(cell.cohortId())
            .setStage("ri")
            .setEpoch(1)
            .setEpochs(2)
            .setTrainLoss(0.5)
            .setLearningRate(1e-3)
            .setSeconds(1)
            .setCompletedAt(Instant.EPOCH)
            .build());
  }

  private void seeRequest() {
    var cohort = plan.cohortOf(cell).definition();
    see(
        Topic.TRAINING_RUNS,
        TrainingRequested.newBuilder()
            .setRunId(RUN)
            .setCohortId(cell.cohortId())
            .setManifestSha256("")
            .setMethod(cell.method())
            .setNetwork(0)
            .setNetworks(1)
            .setScans(List.of())
            .setForeground(cohort.getForeground())
            .setPreprocessing(cohort.getPreprocessing())
            .setTraining(cohort.getTraining())
            .setCodeVersion("1")
            .setRequestedAt(Instant.EPOCH)
            .build());
  }

  @Test
  void aTrainingIsNamedByItsCell() {
    seeRequest();

    assertThat(seeStatus(RunKind.TRAINING, RunState.RUNNING).orElseThrow().task())
        .isEqualTo(cell.toString());
    assertThat(seeEpoch().orElseThrow().task()).isEqualTo(cell.toString());
  }

  @Test
  void aTrainingHasNoRowUntilItsRequestIsKnown() {
    assertThat(seeStatus(RunKind.TRAINING, RunState.RUNNING)).isEmpty();

    seeRequest();

    assertThat(seeEpoch().orElseThrow().task()).isEqualTo(cell.toString());
  }

  @Test
  void aRunThatWaitsHasNoRowAndOneThatGoesOnHas() {
    seeRequest();

    assertThat(seeStatus(RunKind.TRAINING, RunState.QUEUED)).isEmpty();
    assertThat(seeEpoch()).isPresent();
  }

  @Test
  void aPriorKeepsItsOwnName() {
    assertThat(seeStatus(RunKind.PRIOR, RunState.RUNNING).orElseThrow().task()).contains("label");
  }
}
