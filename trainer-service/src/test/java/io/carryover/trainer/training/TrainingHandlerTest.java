package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.RUN;
import static io.carryover.trainer.TrainerEvents.SOURCE;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.EpochCompleted;
import io.carryover.events.EventCodec;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorKind;
import io.carryover.events.Reason;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.run.RecordedRuns;
import io.carryover.runtime.run.RunDirectories;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.PriorFiles;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real trainings of one epoch on 16x16x16. */
class TrainingHandlerTest {
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final WorkContext GOING_ON = new Context(() -> false);
  private static final Reason REASON = new Reason("CODE", "message");

  @TempDir private Path directory;
  private final Broker broker = new Broker();
  private final FakeResult result = new FakeResult();
  private Optional<ModelExported> published = Optional.empty();
  private ArtifactStore store;
  private RecordedRuns<TrainingRequested> handler;
  private TrainingRequested request;

  @BeforeEach
  void build() throws IOException {
    PhantomScans scans =
        new PhantomScans(Files.createDirectory(directory.resolve("scans")), TARGET);
    store =
        new DirectoryArtifactStore(directory.resolve("store"), List.of(directory.resolve("scans")));
    handler = handler();
    request =
        TrainerEvents.training(
            Method.RI, List.of(scan(scans, 0, Split.TRAIN), scan(scans, 1, Split.VALIDATION)));
  }

  @Test
  void tellsRunningProgressModelAndCompletedInThisOrder() throws WorkReleasedException {
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(broker.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("run-status", "run-progress", "model-versions", "models", "run-status");
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.COMPLETED);
    assertThat(sent(Topic.RUN_PROGRESS, EpochCompleted.class).get(0))
        .returns(RUN, EpochCompleted::getRunId)
        .returns(TARGET, EpochCompleted::getCohortId)
        .returns("ri", EpochCompleted::getStage)
        .returns(1, EpochCompleted::getEpoch)
        .returns(1, EpochCompleted::getEpochs)
        .returns(NOON, EpochCompleted::getCompletedAt);
    assertThat(sent(Topic.MODELS, ModelExported.class)).containsExactly(planned(result.event));
  }

  @Test
  void resultIsMadeOfTheWholeTrainingAndThenTheCheckpointsGo() throws WorkReleasedException {
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(result.epochs).isOne();
    assertThat(result.directory).isEqualTo(directory.resolve("runs").resolve(RUN));
    assertThat(directory.resolve("runs")).isEmptyDirectory();
  }

  @Test
  void secondDeliveryPublishesTheSameBytesWithoutATraining() throws WorkReleasedException {
    // Given
    handler.work(request, GOING_ON);
    // When
    handler.work(request, GOING_ON);
    // Then
    List<byte[]> models = bytesOf(Topic.MODELS);
    assertThat(models).hasSize(2);
    assertThat(models.get(1)).isEqualTo(models.get(0));
    assertThat(bytesOf(Topic.RUN_PROGRESS)).hasSize(1);
    assertThat(result.times).isOne();
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.COMPLETED, RunState.COMPLETED);
  }

  @Test
  void resultOfAnotherWorkerThatWasFasterCounts() throws WorkReleasedException {
    // Given
    ModelExported faster = TrainerEvents.model("of-another-worker");
    result.meanwhile = () -> store.record(RUN, EventCodec.encode(faster));
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(sent(Topic.MODELS, ModelExported.class)).containsExactly(planned(faster));
  }

  @Test
  void harvestGoesToItsTopicUnderItsCohort() throws WorkReleasedException {
    // Given
    store.record(RUN, EventCodec.encode(TrainerEvents.harvest()));
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(broker.history().get(0).key()).isEqualTo(SOURCE);
    assertThat(sent(Topic.KERNELS_HARVESTED, KernelsHarvested.class))
        .containsExactly(planned(TrainerEvents.harvest()));
  }

  @Test
  void modelIsNotPublishedOverOneThatWasPlannedLater() throws WorkReleasedException {
    // Given
    ModelExported later = TrainerEvents.model("caudate-ri");
    later.setPlannedAt(request.getRequestedAt().plusSeconds(1));
    published = Optional.of(later);
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(bytesOf(Topic.MODELS)).isEmpty();
    assertThat(bytesOf(Topic.MODEL_VERSIONS)).hasSize(1);
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.COMPLETED);
  }

  @Test
  void resultThatIsNoneOfATrainingIsADefect() {
    // Given
    store.record(RUN, EventCodec.encode(TrainerEvents.prior()));
    // Then
    assertThatThrownBy(() -> handler.work(request, GOING_ON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a training ends with no PriorFitted");
  }

  @Test
  void stoppedTrainingIsReleasedAndGoesOnWhereItWas() throws WorkReleasedException {
    // Given
    request.getTraining().setEpochs(2);
    // When
    assertThatThrownBy(
            () -> handler.work(request, new Context(() -> !bytesOf(Topic.RUN_PROGRESS).isEmpty())))
        .isInstanceOf(WorkReleasedException.class);
    assertThat(states()).containsExactly(RunState.RUNNING);
    handler().work(request, GOING_ON);
    // Then
    assertThat(sent(Topic.RUN_PROGRESS, EpochCompleted.class))
        .extracting(EpochCompleted::getEpoch)
        .containsExactly(1, 2);
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.RUNNING, RunState.COMPLETED);
  }

  @Test
  void lostProgressDoesNotEndTheTraining() throws WorkReleasedException {
    // Given
    broker.lost = Topic.RUN_PROGRESS;
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(bytesOf(Topic.RUN_PROGRESS)).isEmpty();
    assertThat(bytesOf(Topic.MODELS)).hasSize(1);
  }

  @Test
  void modelThatWasNotPublishedIsPublishedAtTheNextDelivery() throws WorkReleasedException {
    // Given
    broker.lost = Topic.MODELS;
    assertThatThrownBy(() -> handler.work(request, GOING_ON)).isInstanceOf(KafkaException.class);
    broker.lost = null;
    // When
    handler.work(request, GOING_ON);
    // Then
    assertThat(sent(Topic.MODELS, ModelExported.class)).containsExactly(planned(result.event));
    assertThat(result.times).isOne();
  }

  @Test
  void scanThatChangedSinceItsAdmissionIsRejected() {
    // Given
    request.getScans().get(1).getLabel().setSha256("0".repeat(64));
    // Then
    assertRejected("DIGEST_DIFFERS");
  }

  @Test
  void networkToStartFromThatIsGoneIsRejected() {
    // Given
    request.setMethod(Method.PR);
    request.setSourceWeights(request.getScans().get(0).getImage());
    request.getSourceWeights().setUri(directory.resolve("store/none").toUri().toString());
    // Then
    assertRejected("ARTIFACT_MISSING");
  }

  @Test
  void controlThatThePriorDoesNotHoldIsRejectedWithTheRemedy() {
    // Given
    Path prior = directory.resolve("prior.safetensors");
    PriorFiles.withoutControl(prior);
    request.setMethod(Method.DWP);
    request.getTraining().setPriorKind(PriorKind.SHUFFLED);
    request.setPrior(store.put(prior, "prior.safetensors"));
    // Then
    assertThatThrownBy(() -> handler.work(request, GOING_ON))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.reason().getCode()).isEqualTo("TRAINING_INVALID"))
        .hasMessageContaining("fit it with shuffledControl set in the prior of its source cohort")
        .hasMessageEndingWith("(run %s)".formatted(RUN));
  }

  @Test
  void sourceWeightsOfNoNetworkAreRejected() {
    // Given
    Path weights = directory.resolve("weights.safetensors");
    PriorFiles.withoutControl(weights);
    request.setMethod(Method.PR);
    request.setSourceWeights(store.put(weights, "weights.safetensors"));
    // Then
    assertRejected("TRAINING_INVALID");
  }

  @Test
  void rejectionAndFailureBecomeAStatusWithTheirReason() {
    // When
    handler.rejected(request, REASON);
    handler.failed(request, REASON);
    // Then
    assertThat(states()).containsExactly(RunState.REJECTED, RunState.FAILED);
    assertThat(sent(Topic.RUN_STATUS, RunStatusChanged.class))
        .allSatisfy(status -> assertThat(status.getReason()).isEqualTo(REASON))
        .allSatisfy(status -> assertThat(status.getLabel()).isEqualTo("RI on 2 scans"));
  }

  @Test
  void rejectedRunLeavesNothingBehindAndAFailedOneItsCheckpoints() throws IOException {
    // Given
    Path run = Files.createDirectories(directory.resolve("runs").resolve(RUN));
    Files.writeString(run.resolve("checkpoint.json"), "{}");
    // When
    handler.failed(request, REASON);
    assertThat(run).isNotEmptyDirectory();
    handler.rejected(request, REASON);
    // Then
    assertThat(run).doesNotExist();
  }

  private void assertRejected(String code) {
    assertThatThrownBy(() -> handler.work(request, GOING_ON))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason().getCode()).isEqualTo(code));
    assertThat(bytesOf(Topic.MODELS)).isEmpty();
    assertThat(store.recorded(RUN)).isEmpty();
  }

  private RecordedRuns<TrainingRequested> handler() {
    EventPublisher publisher = new EventPublisher(broker, new EventHeaders("/test", CLOCK));
    TrainingHandler training =
        new TrainingHandler(
            new ScanExamples(new ScanFiles(store)),
            Map.of(Method.RI, result, Method.PR, result),
            store,
            model -> published,
            publisher,
            CLOCK);
    return new RecordedRuns<>(
        training,
        store,
        new RunDirectories(directory.resolve("runs")),
        new RunStatus(publisher, CLOCK));
  }

  private ModelExported planned(ModelExported model) {
    return ModelExported.newBuilder(model).setPlannedAt(request.getRequestedAt()).build();
  }

  private KernelsHarvested planned(KernelsHarvested harvest) {
    return KernelsHarvested.newBuilder(harvest).setPlannedAt(request.getRequestedAt()).build();
  }

  private static ScanRef scan(PhantomScans scans, int index, Split split) {
    return scans.good(index, split).getScan();
  }

  private List<RunState> states() {
    return sent(Topic.RUN_STATUS, RunStatusChanged.class).stream()
        .map(RunStatusChanged::getState)
        .toList();
  }

  private <T extends SpecificRecord> List<T> sent(Topic topic, Class<T> type) {
    return bytesOf(topic).stream().map(bytes -> EventCodec.decode(bytes, type)).toList();
  }

  private List<byte[]> bytesOf(Topic topic) {
    return broker.history().stream()
        .filter(message -> message.topic().equals(topic.topicName()))
        .map(ProducerRecord::value)
        .toList();
  }

  /** States a model and remembers what it was given. */
  private static final class FakeResult implements RunResult {
    private final ModelExported event = TrainerEvents.model("caudate-ri");
    private Runnable meanwhile = () -> {};
    private int times;
    private int epochs;
    private Path directory;

    @Override
    public SpecificRecord of(TrainingRequested request, TrainingOutcome outcome, Path directory) {
      times++;
      epochs = outcome.epochs();
      this.directory = directory;
      meanwhile.run();
      return event;
    }
  }

  /** Takes every record but those of one topic. */
  private static final class Broker extends MockProducer<String, byte[]> {
    private Topic lost;

    Broker() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
      if (lost != null && message.topic().equals(lost.topicName())) {
        throw new KafkaException("no broker");
      }
      return super.send(message);
    }
  }

  private record Context(BooleanSupplier stop) implements WorkContext {
    @Override
    public int deliveryCount() {
      return 1;
    }

    @Override
    public boolean stopping() {
      return stop.getAsBoolean();
    }
  }
}
