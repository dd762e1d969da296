package io.carryover.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.CohortDefined;
import io.carryover.events.EpochCompleted;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.harness.EventLog;
import io.carryover.harness.ServiceProcess;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.topics.TopicSetup;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.TrainerEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service at a broker: whatever ends it in mid-training, the training ends the same.
 */
class KillIT {
  /** A start, a training of seconds and the lock of a killed replica, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What an orchestrator grants by default before it kills is 30 s; this leaves half of it. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  /** An epoch lasts a second or so; this finds its middle. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  /**
   * An epoch begins some milliseconds after the report of the one before and takes about as long:
   * between these shares of that time it is being computed, with half of it left for the kill.
   */
  private static final double SURELY_BEGUN = 0.1;

  private static final double SURELY_NOT_ENDED = 0.5;

  private static final int TRAIN_SCANS = 6;
  private static final int EPOCHS = 8;
  private static final int EARLIEST = 2;

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static EventPublisher publisher;
  private static EventLog<TrainingRequested> requests;
  private static EventLog<RunStatusChanged> statuses;
  private static EventLog<EpochCompleted> epochs;
  private static EventLog<ModelExported> models;
  private ServiceProcess service;

  @BeforeAll
  static void startBroker() {
    TensorEngine.useThreads(1);
    broker = EmbeddedBroker.start(directory.resolve("broker"));
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    new TopicSetup(kafka).ensure(Topic.values());
    publisher = new EventPublisher(kafka, "/test");
    requests = EventLog.follow(kafka, Topic.TRAINING_RUNS, TrainingRequested.class);
    statuses = EventLog.follow(kafka, Topic.RUN_STATUS, RunStatusChanged.class);
    epochs = EventLog.follow(kafka, Topic.RUN_PROGRESS, EpochCompleted.class);
    models = EventLog.follow(kafka, Topic.MODELS, ModelExported.class);
  }

  @AfterAll
  static void stopBroker() {
    List.of(requests, statuses, epochs, models).forEach(EventLog::close);
    publisher.close();
    broker.close();
  }

  @BeforeEach
  void startService() {
    service = start();
  }

  @AfterEach
  void stopService() {
    service.close();
  }

  @Test
  void trainingKilledInMidEpochIsTakenUpAgainAndEndsWithTheWeightsOfAnUninterruptedOne()
      throws IOException {
    // Given
    publishCohort("killed");
    EpochCompleted last = awaitMidEpoch("killed");
    // When
    service.kill();
    // Then
    assertInterrupted(last.getRunId());
    assertThat(epochsOf(last.getRunId())).last().isEqualTo(last.getEpoch());
    service = start();
    assertEndsAsIfUninterrupted("killed");
  }

  @Test
  void stoppedTrainingIsGivenBackWithinSecondsAndEndsWithTheWeightsOfAnUninterruptedOne()
      throws IOException {
    // Given
    publishCohort("stopped");
    String runId = awaitMidEpoch("stopped").getRunId();
    // When
    assertThat(service.endsWithin(STOP_WITHIN)).isTrue();
    // Then
    assertInterrupted(runId);
    service = start();
    assertEndsAsIfUninterrupted("stopped");
  }

  /** The run was at work, had epochs to come and no result. */
  private static void assertInterrupted(String runId) {
    int epoch = epochsOf(runId).get(epochsOf(runId).size() - 1);
    assertThat(epoch).isBetween(EARLIEST, EPOCHS - 1);
    assertThat(checkpoint(runId, epoch)).exists();
    assertThat(statesOf(runId)).last().isEqualTo(RunState.RUNNING);
    assertThat(modelsOf(runId)).isEmpty();
  }

  /** Each epoch once, one model, and the bytes of a training that nothing disturbed. */
  private static void assertEndsAsIfUninterrupted(String cohortId) throws IOException {
    TrainingRequested request = requestOf(cohortId).orElseThrow();
    String runId = request.getRunId();
    await().atMost(PATIENCE).until(() -> statesOf(runId).contains(RunState.COMPLETED));
    assertThat(statesOf(runId))
        .containsExactly(RunState.QUEUED, RunState.RUNNING, RunState.RUNNING, RunState.COMPLETED);
    assertThat(epochsOf(runId)).isEqualTo(IntStream.rangeClosed(1, EPOCHS).boxed().toList());
    assertThat(modelsOf(runId)).hasSize(1);
    ModelExported model = modelsOf(runId).get(0);
    assertThat(store().fetch(model.getWeights())).hasSameBinaryContentAs(uninterrupted(request));
    assertThat(store().fetch(model.getOnnx())).isNotEmptyFile();
    assertThat(runDirectory(runId)).doesNotExist();
  }

  private static Path uninterrupted(TrainingRequested request) throws IOException {
    Path work = Files.createDirectory(directory.resolve("uninterrupted-" + request.getCohortId()));
    return TrainedPhantoms.train(request, store(), work).last().weights();
  }

  /** Waits until the run of a cohort is in the middle of an epoch; gives the one before. */
  private static EpochCompleted awaitMidEpoch(String cohortId) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .until(() -> lastEpoch(cohortId).filter(KillIT::isFollowedByAnother), present())
        .orElseThrow();
  }

  private static boolean isFollowedByAnother(EpochCompleted last) {
    double since = Duration.between(last.getCompletedAt(), Instant.now()).toNanos() / 1e9;
    double share = since / last.getSeconds();
    return last.getEpoch() >= EARLIEST && share > SURELY_BEGUN && share < SURELY_NOT_ENDED;
  }

  private static Optional<EpochCompleted> lastEpoch(String cohortId) {
    return requestOf(cohortId).flatMap(request -> epochs.latest(request.getRunId()));
  }

  private static <T> Predicate<Optional<T>> present() {
    return Optional::isPresent;
  }

  private static void publishCohort(String cohortId) throws IOException {
    Path folder = Files.createDirectories(scansFolder().resolve(cohortId));
    PhantomScans scans = new PhantomScans(folder, cohortId);
    publisher.publish(Topic.COHORTS, cohortId, cohort(cohortId));
    for (int index = 0; index < TRAIN_SCANS; index++) {
      publisher.publish(Topic.LABELLED_SCANS, cohortId, scans.good(index, Split.TRAIN));
    }
    publisher.publish(Topic.LABELLED_SCANS, cohortId, scans.good(TRAIN_SCANS, Split.VALIDATION));
  }

  private static CohortDefined cohort(String cohortId) {
    CohortDefined cohort = TrainerEvents.targetCohort();
    cohort.setCohortId(cohortId);
    cohort.setMethods(List.of(Method.RI));
    cohort.setTrainAfterTrainScans(TRAIN_SCANS);
    cohort.getTraining().setEpochs(EPOCHS);
    cohort.getTraining().setBatchSize(1);
    return cohort;
  }

  private static Optional<TrainingRequested> requestOf(String cohortId) {
    return only(
        requests.seen().stream()
            .filter(request -> request.getCohortId().equals(cohortId))
            .toList());
  }

  private static List<RunState> statesOf(String runId) {
    return statuses.all().stream()
        .filter(status -> status.getId().equals(runId))
        .map(RunStatusChanged::getState)
        .toList();
  }

  private static List<Integer> epochsOf(String runId) {
    return epochs.all().stream()
        .filter(epoch -> epoch.getRunId().equals(runId))
        .map(EpochCompleted::getEpoch)
        .toList();
  }

  private static List<ModelExported> modelsOf(String runId) {
    return models.all().stream().filter(model -> model.getRunId().equals(runId)).toList();
  }

  private static <T extends SpecificRecord> Optional<T> only(List<T> events) {
    assertThat(events).hasSizeLessThanOrEqualTo(1);
    return events.stream().findFirst();
  }

  private static ServiceProcess start() {
    return ServiceProcess.start(
        directory,
        broker.bootstrapServers(),
        Map.of("carryover.store.read-roots", scansFolder().toString()));
  }

  private static Path checkpoint(String runId, int epoch) {
    return runDirectory(runId).resolve("checkpoint-%d-0.safetensors".formatted(epoch));
  }

  private static Path runDirectory(String runId) {
    return ServiceProcess.work(directory).resolve("runs").resolve(runId);
  }

  private static Path scansFolder() {
    return directory.resolve("scans");
  }

  private static DirectoryArtifactStore store() {
    return new DirectoryArtifactStore(ServiceProcess.store(directory), List.of(scansFolder()));
  }
}
