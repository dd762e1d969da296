package io.carryover.trainer.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.CohortDefined;
import io.carryover.events.EventCodec;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.harness.DeadLetters;
import io.carryover.harness.EventLog;
import io.carryover.harness.RawRecords;
import io.carryover.harness.ServiceProcess;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.topics.TopicSetup;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.PhantomScans.BadScan;
import io.carryover.trainer.TrainerEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged service at a broker: whatever is wrong with a record, it is told why, kept as it
 * came, and the next one is worked on. One process takes all that is bad.
 */
class BadInputIT {
  private static final byte[] NOT_AVRO = "{\"scan\": 1}".getBytes(UTF_8);

  /** A start and trainings of one epoch, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static Map<String, Object> kafka;
  private static EventPublisher publisher;
  private static EventLog<RunStatusChanged> statuses;
  private static EventLog<TrainingRequested> requests;
  private static EventLog<ModelExported> models;
  private static ServiceProcess service;

  @BeforeAll
  static void startService() throws IOException {
    broker = EmbeddedBroker.start(directory.resolve("broker"));
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    new TopicSetup(kafka).ensure(Topic.values());
    publisher = new EventPublisher(kafka, "/test");
    statuses = EventLog.follow(kafka, Topic.RUN_STATUS, RunStatusChanged.class);
    requests = EventLog.follow(kafka, Topic.TRAINING_RUNS, TrainingRequested.class);
    models = EventLog.follow(kafka, Topic.MODELS, ModelExported.class);
    service =
        ServiceProcess.start(
            directory,
            broker.bootstrapServers(),
            Map.of(
                "carryover.store.read-roots",
                Files.createDirectory(directory.resolve("scans")).toString()));
  }

  @AfterAll
  static void stopService() {
    service.close();
    List.of(statuses, requests, models).forEach(EventLog::close);
    publisher.close();
    broker.close();
  }

  @Test
  void everyBadScanIsRejectedByItsCodeAndKeptAndTheGoodOneAfterThemIsAdmitted() throws IOException {
    // Given
    define(cohort("bad-scans", Method.RI));
    PhantomScans scans = scansOf("bad-scans");
    List<BadScan> bad = scans.bad(Files.createDirectory(directory.resolve("outside")));
    // When
    bad.forEach(scan -> publish(scan.scan()));
    ScanLabelled good = scans.good(99, Split.TEST);
    publish(good);
    // Then
    awaitState(Run.of(good).id(), RunState.COMPLETED);
    for (BadScan scan : bad) {
      RunStatusChanged rejected = awaitState(Run.of(scan.scan()).id(), RunState.REJECTED);
      assertThat(rejected.getKind()).isEqualTo(RunKind.SCAN);
      assertThat(rejected.getReason().getCode()).as(scan.toString()).isEqualTo(scan.code());
      assertDeadLetter(Topic.LABELLED_SCANS, scan.code(), EventCodec.encode(scan.scan()));
    }
    awaitOnPage("UNKNOWN_COHORT");
    assertThat(service.page("")).contains("MASK_AFFINE_DIFFERS").doesNotContain("Doe");
    assertThat(statuses.all().toString()).doesNotContain("Doe");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "COHORTS",
        "LABELLED_SCANS",
        "ADMITTED_SCANS",
        "TRAINING_RUNS",
        "KERNELS_HARVESTED",
        "PRIORS"
      })
  void recordsThatAreNoEventOfTheirTopicAreKeptAndTheServiceTrainsOn(Topic topic)
      throws IOException {
    // Given
    byte[] otherEvent = EventCodec.encode(statusOfAnything());
    String cohortId = "after-" + topic.topicName();
    // When
    RawRecords.send(kafka, topic, "bad", NOT_AVRO);
    RawRecords.send(kafka, topic, "bad", otherEvent);
    define(cohort(cohortId, Method.RI));
    publish(scansOf(cohortId).good(0, Split.TRAIN));
    // Then
    awaitModel(cohortId + "-ri");
    assertDeadLetter(topic, "NOT_AVRO_SINGLE_OBJECT", NOT_AVRO);
    assertDeadLetter(topic, "UNEXPECTED_RECORD", otherEvent);
  }

  @Test
  void cohortThatBreaksARuleIsRejectedAndSoAreItsScans() throws IOException {
    // Given
    CohortDefined sourceless = cohort("sourceless", Method.RI);
    sourceless.setSourceCohortId(null);
    ScanLabelled scan = scansOf("sourceless").good(0, Split.TRAIN);
    // When
    define(sourceless);
    publish(scan);
    // Then
    Reason reason = awaitState("sourceless", RunState.REJECTED).getReason();
    assertThat(reason.getCode()).isEqualTo("COHORT_INVALID");
    assertThat(reason.getMessage()).contains("a TARGET must name its source cohort, got null");
    assertThat(awaitState("sourceless/phantom_000", RunState.REJECTED).getReason())
        .isEqualTo(reason);
    assertDeadLetter(Topic.LABELLED_SCANS, "COHORT_INVALID", EventCodec.encode(scan));
    awaitOnPage("a TARGET must name its source cohort");
  }

  @Test
  void targetOfAnUnknownSourceTrainsWhatNeedsNoSourceAndWaitsForTheRest() throws IOException {
    // Given
    CohortDefined cohort = cohort("orphan", Method.PR, Method.DWP, Method.RI);
    cohort.setSourceCohortId("nobody");
    // When
    define(cohort);
    publish(scansOf("orphan").good(0, Split.TRAIN));
    // Then
    awaitModel("orphan-ri");
    awaitState("orphan", RunState.COMPLETED);
    assertThat(requestsOf("orphan"))
        .extracting(TrainingRequested::getMethod)
        .containsExactly(Method.RI);
  }

  @Test
  void trainingWhoseScanVanishedIsRejectedAndKept() throws IOException {
    // Given
    CohortDefined cohort = cohort("vanishing", Method.RI);
    cohort.setTrainAfterTrainScans(2);
    define(cohort);
    PhantomScans scans = scansOf("vanishing");
    publish(scans.good(0, Split.TRAIN));
    awaitState("vanishing/phantom_000", RunState.COMPLETED);
    // When
    Files.delete(directory.resolve("scans/vanishing/phantom_000.nii"));
    publish(scans.good(1, Split.TRAIN));
    // Then
    await().atMost(PATIENCE).until(() -> !requestsOf("vanishing").isEmpty());
    TrainingRequested request = requestsOf("vanishing").get(0);
    assertThat(awaitState(request.getRunId(), RunState.REJECTED).getReason().getCode())
        .isEqualTo("ARTIFACT_MISSING");
    assertDeadLetter(Topic.TRAINING_RUNS, "ARTIFACT_MISSING", EventCodec.encode(request));
  }

  private static CohortDefined cohort(String cohortId, Method... methods) {
    CohortDefined cohort = TrainerEvents.targetCohort();
    cohort.setCohortId(cohortId);
    cohort.setMethods(List.of(methods));
    cohort.setTrainAfterTrainScans(1);
    cohort.setTrainAfterValidationScans(0);
    return cohort;
  }

  private static PhantomScans scansOf(String cohortId) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans").resolve(cohortId));
    return new PhantomScans(folder, cohortId);
  }

  private static void define(CohortDefined cohort) {
    publisher.publish(Topic.COHORTS, cohort.getCohortId(), cohort);
  }

  private static void publish(ScanLabelled scan) {
    publisher.publish(Topic.LABELLED_SCANS, scan.getCohortId(), scan);
  }

  /** A record that lies on none of the topics that the service reads. */
  private static SpecificRecord statusOfAnything() {
    return RunStatusChanged.newBuilder()
        .setId("x")
        .setKind(RunKind.SCAN)
        .setLabel("x")
        .setState(RunState.COMPLETED)
        .setChangedAt(TrainerEvents.NOON)
        .build();
  }

  private static RunStatusChanged awaitState(String id, RunState state) {
    await()
        .atMost(PATIENCE)
        .until(() -> statuses.latest(id).filter(s -> s.getState() == state).isPresent());
    return statuses.latest(id).orElseThrow();
  }

  private static void awaitOnPage(String words) {
    await().atMost(PATIENCE).until(() -> service.page("").contains(words));
  }

  private static void awaitModel(String name) {
    await().atMost(PATIENCE).until(() -> models.latest(name).isPresent());
  }

  private static List<TrainingRequested> requestsOf(String cohortId) {
    return requests.all().stream()
        .filter(request -> request.getCohortId().equals(cohortId))
        .toList();
  }

  /** It is there once, byte for byte, with its cause. */
  private static void assertDeadLetter(Topic topic, String cause, byte[] bytes) {
    List<ConsumerRecord<byte[], byte[]>> letters =
        DeadLetters.of(kafka, topic).stream()
            .filter(letter -> DeadLetters.cause(letter).equals(cause))
            .toList();
    assertThat(letters).extracting(ConsumerRecord::value).containsOnlyOnce(bytes);
  }
}
