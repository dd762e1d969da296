package io.carryover.prior;

import static io.carryover.prior.PriorEvents.COHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.EpochCompleted;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.PriorSpec;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.harness.DeadLetters;
import io.carryover.harness.RawRecords;
import io.carryover.harness.ServiceProcess;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.networks.prior.PriorFitting;
import io.carryover.networks.prior.PriorOutcome;
import io.carryover.networks.prior.PriorSettings;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.id.Sha256;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.topics.TopicSetup;
import io.carryover.runtime.view.TopicView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service at a broker: kernels in, prior or refusal out, whatever kills it. */
class PriorServiceIT {
  /** A start, a fit of seconds, and the lock of a killed replica (30 s), on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What an orchestrator grants by default before it kills, with room to spare. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(15);

  /** Enough that a tenth of them tells a gain of a few nats from chance. */
  private static final int KERNELS = 400;

  private static final int FEW_EPOCHS = 4;
  private static final int MANY_EPOCHS = 10;

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static Map<String, Object> kafka;
  private static EventPublisher publisher;
  private static TopicView<RunStatusChanged> statuses;
  private static TopicView<EpochCompleted> epochs;
  private static TopicView<PriorFitted> priors;
  private static TopicView<PriorFitRequested> requests;
  private ServiceProcess service;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"));
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    new TopicSetup(kafka)
        .ensure(
            Topic.KERNELS_HARVESTED,
            Topic.PRIOR_FITS,
            Topic.RUN_STATUS,
            Topic.RUN_PROGRESS,
            Topic.PRIORS);
    publisher = new EventPublisher(kafka, "/test");
    statuses = view(Topic.RUN_STATUS, RunStatusChanged.class);
    epochs = view(Topic.RUN_PROGRESS, EpochCompleted.class);
    priors = view(Topic.PRIORS, PriorFitted.class);
    requests = view(Topic.PRIOR_FITS, PriorFitRequested.class);
  }

  @AfterAll
  static void stopBroker() {
    List.of(statuses, epochs, priors, requests).forEach(TopicView::close);
    publisher.close();
    broker.close();
  }

  @BeforeEach
  void startService() {
    service = start();
    await().atMost(PATIENCE).until(service::ready);
  }

  @AfterEach
  void stopService() {
    service.close();
  }

  @Test
  void structuredKernelsBecomeAPrior() throws IOException {
    // Given
    Path kernels = KernelFiles.structured(directory.resolve("structured"), KERNELS, 1);
    // When
    publish("run-structured", kernels, FEW_EPOCHS);
    // Then
    PriorFitted prior = awaitPrior("run-structured");
    assertThat(prior.getGroups())
        .hasSize(7)
        .allSatisfy(g -> assertThat(g.getVaeNats()).isLessThan(g.getIndependentGaussianNats()));
    assertThat(store().fetch(prior.getPrior())).isNotEmptyFile();
    assertThat(epochs.get(prior.getPriorId()).orElseThrow().getStage()).isEqualTo("group-7");
    assertThat(service.page("")).contains(prior.getPriorId(), "Prior of hippocampus");
  }

  @Test
  void noiseIsRejectedAndNeverPublished() throws IOException {
    // Given
    Path kernels = KernelFiles.noise(directory.resolve("noise"), KERNELS, 1);
    // When
    publish("run-noise", kernels, FEW_EPOCHS);
    // Then
    RunStatusChanged rejected = awaitState("run-noise", RunState.REJECTED);
    assertThat(rejected.getReason().getCode()).isEqualTo("PRIOR_GAINS_NOTHING");
    assertThat(rejected.getReason().getMessage()).contains("nats per kernel");
    priors.catchUp();
    assertThat(priors.get(rejected.getId())).isEmpty();
  }

  @Test
  void badBytesAreDeadLettersAndTheNextEventGoesOn() throws IOException {
    // Given
    RawRecords.send(kafka, Topic.KERNELS_HARVESTED, COHORT, "no event".getBytes(UTF_8));
    // When
    publish(
        "run-after", KernelFiles.structured(directory.resolve("after"), KERNELS, 2), FEW_EPOCHS);
    // Then
    awaitPrior("run-after");
    List<ConsumerRecord<byte[], byte[]>> letters = DeadLetters.of(kafka, Topic.KERNELS_HARVESTED);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo("no event".getBytes(UTF_8));
    assertThat(DeadLetters.cause(letters.get(0))).isEqualTo("NOT_AVRO_SINGLE_OBJECT");
  }

  @Test
  void killedFitIsTakenUpAgainAndEndsTheSame() throws Exception {
    // Given
    Path kernels = KernelFiles.structured(directory.resolve("killed"), KERNELS, 3);
    publish("run-killed", kernels, MANY_EPOCHS);
    String id = awaitState("run-killed", RunState.RUNNING).getId();
    await().atMost(PATIENCE).until(() -> epochs.get(id).isPresent());
    // When
    service.kill();
    assertThat(priors.get(id)).isEmpty();
    service = start();
    // Then
    PriorFitted prior = awaitPrior("run-killed");
    assertThat(prior.getPrior().getSha256()).isEqualTo(uninterrupted(kernels));
  }

  @Test
  void endsWithinSecondsDuringAFitAndAnotherReplicaFinishesIt() throws Exception {
    // Given
    Path kernels = KernelFiles.structured(directory.resolve("stopped"), KERNELS, 4);
    publish("run-stopped", kernels, MANY_EPOCHS);
    String id = awaitState("run-stopped", RunState.RUNNING).getId();
    await().atMost(PATIENCE).until(() -> epochs.get(id).isPresent());
    // When
    assertThat(service.endsWithin(SHUTDOWN)).isTrue();
    assertThat(priors.get(id)).isEmpty();
    service = start();
    // Then
    awaitPrior("run-stopped");
  }

  private static ServiceProcess start() {
    return ServiceProcess.start(directory, broker.bootstrapServers(), Map.of());
  }

  private static void publish(String runId, Path kernels, int epochs) {
    KernelsHarvested network =
        PriorEvents.onlyNetwork(runId, store().put(kernels, "kernels.safetensors"));
    network.setPrior(spec(epochs));
    publisher.publish(Topic.KERNELS_HARVESTED, COHORT, network);
  }

  private static PriorSpec spec(int epochs) {
    return new PriorSpec(epochs, 16, 3e-3, epochs, 0.3, 6, 0, 0.05, 1L, 0.0, false);
  }

  private static PriorFitted awaitPrior(String runId) {
    String id = awaitState(runId, RunState.COMPLETED).getId();
    priors.catchUp();
    return priors.get(id).orElseThrow();
  }

  private static RunStatusChanged awaitState(String runId, RunState state) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                requests.all().values().stream()
                    .filter(request -> request.getRunIds().contains(runId))
                    .flatMap(request -> statuses.get(request.getPriorId()).stream())
                    .filter(status -> status.getState() == state)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Digest of the prior of a fit that nobody disturbs, in this process, with as many threads. */
  private static String uninterrupted(Path kernels) throws IOException {
    TensorEngine.useThreads(1);
    PriorSpec spec = spec(MANY_EPOCHS);
    PriorSettings settings =
        new PriorSettings(
            spec.getEpochs(),
            spec.getBatchSize(),
            spec.getLearningRate(),
            spec.getPatience(),
            spec.getFactor(),
            spec.getLatent(),
            spec.getKernelsPerGroup(),
            spec.getMinimumNorm(),
            spec.getSeed(),
            PriorSettings.Control.NONE);
    Path work = Files.createDirectories(directory.resolve("uninterrupted"));
    PriorOutcome outcome =
        new PriorFitting(settings, work).fit(List.of(kernels), report -> {}, () -> false);
    return Sha256.of(outcome.prior());
  }

  private static DirectoryArtifactStore store() {
    return new DirectoryArtifactStore(ServiceProcess.store(directory), List.of());
  }

  private static <T extends SpecificRecord> TopicView<T> view(Topic topic, Class<T> type) {
    TopicView<T> view = new TopicView<>(kafka, topic, type, (key, event) -> {});
    view.start();
    return view;
  }
}
