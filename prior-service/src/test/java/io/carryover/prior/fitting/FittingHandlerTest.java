package io.carryover.prior.fitting;

import static io.carryover.prior.PriorEvents.COHORT;
import static io.carryover.prior.PriorEvents.MANIFEST;
import static io.carryover.prior.PriorEvents.NOON;
import static io.carryover.prior.PriorEvents.quickSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EpochCompleted;
import io.carryover.events.EventCodec;
import io.carryover.events.GroupReport;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.PriorSpec;
import io.carryover.events.Reason;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.networks.prior.GroupFigures;
import io.carryover.networks.prior.PriorOutcome;
import io.carryover.networks.prior.PriorSettings;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.EpochReport;
import io.carryover.networks.training.StopSignal;
import io.carryover.networks.training.TrainingStoppedException;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittingHandlerTest {
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final String PRIOR_ID = "0123456789abcdef0123456789abcdef";
  private static final int GROUPS = 7;
  private static final double GAUSSIAN_NATS = 38.3;

  @TempDir private Path directory;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final FakeFitter fitter = new FakeFitter();
  private ArtifactStore store;
  private RunDirectories runs;
  private RecordedRuns<PriorFitRequested> handler;
  private PriorFitRequested request;

  @BeforeEach
  void build() throws IOException {
    store = new DirectoryArtifactStore(directory.resolve("store"), List.of());
    runs = new RunDirectories(directory.resolve("runs"));
    EventPublisher publisher = new EventPublisher(producer, new EventHeaders("/test", CLOCK));
    handler =
        new RecordedRuns<>(
            new FittingHandler(new PriorFit(fitter, store, "0.1.0", CLOCK), publisher),
            store,
            runs,
            new RunStatus(publisher, CLOCK));
    request = request(store.put(Files.writeString(directory.resolve("k"), "kernels"), "k"));
  }

  @Test
  void publishesAPriorThatPassedItsGate() throws WorkReleasedException {
    // When
    handler.work(request, new FakeContext());
    // Then
    PriorFitted prior = sent(Topic.PRIORS, PriorFitted.class).get(0);
    assertThat(prior)
        .returns(PRIOR_ID, PriorFitted::getPriorId)
        .returns(COHORT, PriorFitted::getSourceCohortId)
        .returns(List.of("run-a", "run-b"), PriorFitted::getRunIds)
        .returns(NOON, PriorFitted::getFittedAt);
    assertThat(prior.getGroups()).hasSize(GROUPS);
    assertThat(prior.getGroups().get(2))
        .isEqualTo(new GroupReport(3, 100, 7, 10, 0.05, 25.0, GAUSSIAN_NATS, 36.6, null));
    assertThat(store.fetch(prior.getPrior())).hasContent("prior");
  }

  @Test
  void tellsRunningProgressAndCompletedInThisOrder() throws WorkReleasedException {
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(producer.history())
        .extracting(message -> message.topic())
        .containsExactly("run-status", "run-progress", "priors", "run-status");
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.COMPLETED);
    assertThat(sent(Topic.RUN_PROGRESS, EpochCompleted.class).get(0))
        .returns("group-1", EpochCompleted::getStage)
        .returns(31.5, EpochCompleted::getTrainLoss)
        .returns(null, EpochCompleted::getValidationDsc);
  }

  @Test
  void fitterGetsTheKernelsTheSettingsAndItsDirectory() throws WorkReleasedException {
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(fitter.kernels).singleElement().satisfies(k -> assertThat(k).hasContent("kernels"));
    assertThat(fitter.settings)
        .isEqualTo(
            new PriorSettings(30, 64, 2e-3, 5, 0.3, 6, 0, 0.05, 1L, PriorSettings.Control.NONE));
    assertThat(fitter.directory).isEqualTo(directory.resolve("runs").resolve(PRIOR_ID));
  }

  @Test
  void controlIsFittedWhereItIsAskedForAndReported() throws WorkReleasedException {
    // Given
    request.setSpec(PriorSpec.newBuilder(quickSpec()).setShuffledControl(true).build());
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(fitter.settings.control()).isEqualTo(PriorSettings.Control.SHUFFLED_KERNELS);
    assertThat(sent(Topic.PRIORS, PriorFitted.class).get(0).getGroups())
        .extracting(GroupReport::getShuffledVaeNats)
        .containsOnly(45.0);
  }

  @Test
  void checkpointsGoWhenTheResultIsPublished() throws WorkReleasedException {
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(directory.resolve("runs")).isEmptyDirectory();
  }

  @Test
  void recordedResultIsPublishedAgainWithoutAFit() throws WorkReleasedException {
    // Given
    handler.work(request, new FakeContext());
    byte[] first = bytesOf(Topic.PRIORS).get(0);
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(bytesOf(Topic.PRIORS)).hasSize(2);
    assertThat(bytesOf(Topic.PRIORS).get(1)).isEqualTo(first);
    assertThat(fitter.fits).isOne();
  }

  @Test
  void priorSaysWhenItsNetworksWerePlannedLast() throws WorkReleasedException {
    // Given
    request.setPlannedAt(NOON);
    handler.work(request, new FakeContext());
    // When
    request.setPlannedAt(NOON.plusSeconds(60));
    handler.work(request, new FakeContext());
    // Then
    assertThat(sent(Topic.PRIORS, PriorFitted.class))
        .extracting(PriorFitted::getPlannedAt)
        .containsExactly(NOON, NOON.plusSeconds(60));
    assertThat(fitter.fits).isOne();
  }

  @Test
  void priorThatGainsNothingIsRejectedWithItsFiguresAndNeverPublished() {
    // Given
    fitter.vaeNatsOfGroup4 = GAUSSIAN_NATS;
    // Then
    assertThatThrownBy(() -> handler.work(request, new FakeContext()))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo(
                        new Reason(
                            "PRIOR_GAINS_NOTHING",
                            "in every group the VAE must code kernels in fewer nats than an"
                                + " independent Gaussian, by more than two standard errors: group 4"
                                + " has 38.30 against 38.30 nats per kernel (0.00 ± 0.10 over"
                                + " 10)")));
    assertThat(bytesOf(Topic.PRIORS)).isEmpty();
    assertThat(store.recorded(PRIOR_ID)).isEmpty();
  }

  @Test
  void rejectionAndFailureBecomeAStatusWithTheirReason() {
    // Given
    Reason reason = new Reason("PRIOR_GAINS_NOTHING", "no gain");
    // When
    handler.rejected(request, reason);
    handler.failed(request, reason);
    // Then
    assertThat(states()).containsExactly(RunState.REJECTED, RunState.FAILED);
    assertThat(sent(Topic.RUN_STATUS, RunStatusChanged.class))
        .allSatisfy(status -> assertThat(status.getReason()).isEqualTo(reason));
  }

  @Test
  void stoppedFitIsReleasedAndKeepsItsCheckpoint() {
    // Given
    FakeContext stopping = new FakeContext();
    stopping.stopping = true;
    // When
    assertThatThrownBy(() -> handler.work(request, stopping))
        .isInstanceOf(WorkReleasedException.class);
    // Then
    assertThat(directory.resolve("runs").resolve(PRIOR_ID).resolve("checkpoint")).exists();
    assertThat(states()).containsExactly(RunState.RUNNING);
  }

  @Test
  void kernelsThatDoNotMatchTheirDigestAreRejected() {
    // Given
    request.getKernels().get(0).setSha256("0".repeat(64));
    // Then
    assertRejected("DIGEST_DIFFERS");
  }

  @Test
  void impossibleSpecIsRejected() {
    // Given
    request.setSpec(PriorSpec.newBuilder(quickSpec()).setEpochs(0).build());
    // Then
    assertRejected("PRIOR_SPEC_INVALID");
  }

  @Test
  void lostProgressDoesNotEndTheFit() throws WorkReleasedException {
    // Given
    fitter.duringFit = () -> producer.sendException = new KafkaException("no broker");
    fitter.afterProgress = () -> producer.sendException = null;
    // When
    handler.work(request, new FakeContext());
    // Then
    assertThat(bytesOf(Topic.RUN_PROGRESS)).isEmpty();
    assertThat(bytesOf(Topic.PRIORS)).hasSize(1);
  }

  private void assertRejected(String code) {
    assertThatThrownBy(() -> handler.work(request, new FakeContext()))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason().getCode()).isEqualTo(code));
    assertThat(bytesOf(Topic.PRIORS)).isEmpty();
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
    return producer.history().stream()
        .filter(message -> message.topic().equals(topic.topicName()))
        .map(message -> message.value())
        .toList();
  }

  private static PriorFitRequested request(ArtifactRef kernels) {
    return PriorFitRequested.newBuilder()
        .setPriorId(PRIOR_ID)
        .setSourceCohortId(COHORT)
        .setManifestSha256(MANIFEST)
        .setRunIds(List.of("run-a", "run-b"))
        .setKernels(new ArrayList<>(List.of(kernels)))
        .setSpec(quickSpec())
        .setCodeVersion("0.1.0")
        .setRequestedAt(NOON)
        .build();
  }

  /** Remembers what it got, reports one epoch and leaves a checkpoint and a prior. */
  private static final class FakeFitter implements Fitter {
    private int fits;
    private double vaeNatsOfGroup4 = 25.0;
    private Runnable duringFit = () -> {};
    private Runnable afterProgress = () -> {};
    private PriorSettings settings;
    private Path directory;
    private List<Path> kernels;

    @Override
    public PriorOutcome fit(
        PriorSettings settings,
        Path directory,
        List<Path> kernels,
        EpochListener progress,
        StopSignal stop) {
      fits++;
      this.settings = settings;
      this.directory = directory;
      this.kernels = kernels;
      write(directory.resolve("checkpoint"), "epoch 1");
      if (stop.stopped()) {
        throw new TrainingStoppedException("group-1", 1);
      }
      duringFit.run();
      progress.epochCompleted(
          new EpochReport(
              "group-1", 1, 30, 31.5, OptionalDouble.of(32), OptionalDouble.empty(), 2e-3, 0.1));
      afterProgress.run();
      return new PriorOutcome(write(directory.resolve("p"), "prior"), figures(), 12.5);
    }

    private List<GroupFigures> figures() {
      return IntStream.rangeClosed(1, GROUPS)
          .mapToObj(
              group ->
                  new GroupFigures(
                      group,
                      100,
                      7,
                      10,
                      0.05,
                      group == 4 ? vaeNatsOfGroup4 : 25.0,
                      GAUSSIAN_NATS,
                      36.6,
                      0.1,
                      settings.control() == PriorSettings.Control.NONE
                          ? OptionalDouble.empty()
                          : OptionalDouble.of(45)))
          .toList();
    }

    private static Path write(Path file, String text) {
      try {
        return Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class FakeContext implements WorkContext {
    private boolean stopping;

    @Override
    public int deliveryCount() {
      return 1;
    }

    @Override
    public boolean stopping() {
      return stopping;
    }
  }
}
