package io.carryover.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carryover.events.ArtifactRef;
import io.carryover.events.DeploymentState;
import io.carryover.events.EventCodec;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.ThresholdModel;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.store.ArtifactRefs;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  private static final String NAME = "blobs-ri";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** Two voxels, 0.4 and 1 of the largest intensity, behind one of 0. */
  private static final Volume SCAN =
      new Volume(Grid.ofOneMm(new Shape(1, 1, 3)), new float[] {0, 0.4f, 1});

  @TempDir Path folder;
  private ArtifactStore store;
  private ModelRegistry registry;

  @BeforeEach
  void openRegistry() {
    store = new DirectoryArtifactStore(folder.resolve("store"), List.of());
    registry = registry(store);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void deploysAModelThatReproducesItsGoldenPair() throws IOException {
    // Given
    ModelExported exported = exported(ThresholdModel.at(0.5f));
    // When
    ModelDeployed deployed = registry.deploy(exported);
    // Then
    assertThat(deployed.getState()).isEqualTo(DeploymentState.DEPLOYED);
    assertThat(deployed.getReplica()).isEqualTo("replica-0");
    assertThat(deployed.getSha256()).isEqualTo(exported.getOnnx().getSha256());
    assertThat(deployed.getDevice()).isEqualTo("cpu");
    assertThat(deployed.getGoldenMaxDifference()).isLessThan(TestRegistries.TOLERANCE);
    assertThat(deployed.getDeployedAt()).isEqualTo(NOW);
    assertThat(foregroundVoxels()).isEqualTo(1);
  }

  @Test
  void keepsTheOldModelWhenTheGoldenPairDiffers() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.5f)));
    // When
    ModelDeployed refused = registry.deploy(exported(ThresholdModel.at(0.3f).withGoldenOf(0.31f)));
    // Then
    assertRefused(refused, "GOLDEN_DIFFERS");
    assertThat(refused.getGoldenMaxDifference()).isGreaterThan(TestRegistries.TOLERANCE);
    assertThat(foregroundVoxels()).isEqualTo(1);
    assertThat(registry.refusal(NAME)).contains(refused);
  }

  @Test
  void keepsTheOldModelWhenTheFileWasTamperedWith() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.5f)));
    ModelExported exported = exported(ThresholdModel.at(0.3f));
    tamperWith(Path.of(URI.create(exported.getOnnx().getUri())));
    // When, Then
    assertRefused(registry.deploy(exported), "DIGEST_DIFFERS");
    assertThat(foregroundVoxels()).isEqualTo(1);
  }

  @Test
  void keepsTheModelThatWasPlannedLater() throws IOException {
    // Given
    ModelExported newer = exported(ThresholdModel.at(0.5f));
    newer.setPlannedAt(NOW);
    registry.deploy(newer);
    ModelExported slow = exported(ThresholdModel.at(0.3f));
    slow.setPlannedAt(NOW.minusSeconds(60));
    // When, Then
    assertRefused(registry.deploy(slow), "PLANNED_EARLIER");
    assertThat(foregroundVoxels()).isEqualTo(1);
    assertThat(registry.refused()).isEmpty();
  }

  @Test
  void remembersWhenAFileThatIsServedAlreadyWasPlannedAgain() throws IOException {
    // Given
    ModelExported exported = exported(ThresholdModel.at(0.5f));
    registry.deploy(exported);
    exported.setPlannedAt(NOW);
    registry.deploy(exported);
    ModelExported between = exported(ThresholdModel.at(0.3f));
    between.setPlannedAt(NOW.minusSeconds(60));
    // When, Then
    assertRefused(registry.deploy(between), "PLANNED_EARLIER");
  }

  @Test
  void refusesAModelOutsideTheStore() throws IOException {
    // Given
    Path outside = ThresholdModel.at(0.5f).write(folder.resolve("outside.onnx"));
    ArtifactRef reference = ArtifactRefs.of(outside);
    // When, Then
    assertRefused(registry.deploy(ExportedModels.of(NAME, reference)), "URI_NOT_ALLOWED");
    assertThat(lease()).isEmpty();
  }

  @Test
  void refusesAModelWithoutAContract() throws IOException {
    // Given
    ThresholdModel silent = ThresholdModel.at(0.5f).with(ModelContract.VERSION_KEY, null);
    // When
    ModelDeployed refused = registry.deploy(exported(silent));
    // Then
    assertRefused(refused, "CONTRACT_INVALID");
    assertThat(refused.getGoldenMaxDifference()).isNull();
  }

  @Test
  void replacesARefusalByTheNextGoodModel() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.3f).withGoldenOf(0.9f)));
    // When
    registry.deploy(exported(ThresholdModel.at(0.3f)));
    // Then
    assertThat(registry.refused()).isEmpty();
    assertThat(foregroundVoxels()).isEqualTo(2);
  }

  @Test
  void letsARequestFinishOnTheVersionItBeganWith() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.5f)));
    try (ModelLease old = lease().orElseThrow()) {
      // When
      registry.deploy(exported(ThresholdModel.at(0.3f)));
      // Then
      assertThat(foregroundVoxels(old)).isEqualTo(1);
      assertThat(foregroundVoxels()).isEqualTo(2);
    }
  }

  @Test
  void closesTheOldSessionWhenItsLastLeaseIsReturned() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.5f)));
    ModelLease first = lease().orElseThrow();
    ModelLease second = lease().orElseThrow();
    registry.deploy(exported(ThresholdModel.at(0.3f)));
    // When
    first.close();
    first.close();
    // Then
    assertThat(foregroundVoxels(second)).isEqualTo(1);
    second.close();
    assertThatThrownBy(() -> foregroundVoxels(second)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsTheSessionWhenTheSameFileIsExportedAgain() throws IOException {
    // Given
    ModelExported exported = exported(ThresholdModel.at(0.5f));
    ModelDeployed first = registry.deploy(exported);
    DeployedModel served = registry.deployed().get(0);
    // When
    ModelDeployed second = registry.deploy(exported);
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(registry.deployed()).containsExactly(served);
  }

  @Test
  void endsTheServiceOfADeletedModelButNotItsLeases() throws IOException {
    // Given
    registry.deploy(exported(ThresholdModel.at(0.5f)));
    try (ModelLease lease = lease().orElseThrow()) {
      // When
      registry.undeploy(NAME);
      // Then
      assertThat(lease()).isEmpty();
      assertThat(foregroundVoxels(lease)).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhenTheStoreDoesNotAnswer() throws IOException {
    // Given
    FailingStore failing = new FailingStore(store, 2);
    try (ModelRegistry patient = registry(failing)) {
      // When
      ModelDeployed deployed = patient.deploy(exported(ThresholdModel.at(0.5f)));
      // Then
      assertThat(deployed.getState()).isEqualTo(DeploymentState.DEPLOYED);
    }
  }

  @Test
  void postponesAModelWhileTheStoreDoesNotAnswer() throws IOException {
    // Given
    FailingStore failing = new FailingStore(store, TestRegistries.TRIALS);
    try (ModelRegistry patient = registry(failing)) {
      ModelExported exported = exported(ThresholdModel.at(0.5f));
      // When
      assertRefused(patient.deploy(exported), "OPENING_FAILED");
      // Then
      assertThat(patient.postponed()).containsExactly(exported);
      assertThat(patient.isPostponed(NAME)).isTrue();
      assertThat(patient.deploy(exported).getState()).isEqualTo(DeploymentState.DEPLOYED);
      assertThat(patient.postponed()).isEmpty();
      assertThat(patient.refused()).isEmpty();
    }
  }

  @Test
  void forgetsAPostponedModelThatIsDeletedOrReplaced() throws IOException {
    // Given
    FailingStore failing = new FailingStore(store, Integer.MAX_VALUE);
    try (ModelRegistry patient = registry(failing)) {
      patient.deploy(exported(ThresholdModel.at(0.5f)));
      // When
      ModelExported later = exported(ThresholdModel.at(0.4f));
      patient.deploy(later);
      // Then
      assertThat(patient.postponed()).containsExactly(later);
      patient.undeploy(NAME);
      assertThat(patient.postponed()).isEmpty();
    }
  }

  @Test
  void aRefusalForGoodIsNotPostponed() throws IOException {
    // When
    registry.deploy(exported(ThresholdModel.at(0.3f).withGoldenOf(0.9f)));
    // Then
    assertThat(registry.isPostponed(NAME)).isFalse();
  }

  @Test
  void tellsOfAPostponedModelWhenItIsDeployed() throws IOException {
    // Given
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    try (ModelRegistry patient = registry(new FailingStore(store, 2 * TestRegistries.TRIALS))) {
      ModelHandler handler =
          new ModelHandler(
              patient,
              new Routes(new Versions(key -> Optional.empty(), export -> null, 0)),
              new ModelMetrics(new SimpleMeterRegistry()),
              new EventPublisher(producer, new EventHeaders("/test", clock)));
      handler.changed(NAME, exported(ThresholdModel.at(0.5f)));
      // When
      handler.deployPostponed();
      handler.deployPostponed();
      handler.deployPostponed();
      // Then
      assertThat(states(producer))
          .containsExactly(DeploymentState.REFUSED, DeploymentState.DEPLOYED);
    }
  }

  @Test
  void aFailingTrialDoesNotEndTheNextOnes() {
    // Given
    AtomicInteger trials = new AtomicInteger();
    Runnable failing =
        () -> {
          trials.incrementAndGet();
          throw new IllegalStateException("trial of the test");
        };
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    // When
    try (PostponedModels postponed =
        new PostponedModels(failing, Duration.ofMillis(1), scheduler)) {
      postponed.start();
      await().until(() -> trials.get() > 1);
      assertThat(postponed.alive()).isTrue();
    }
    // Then
    assertThat(scheduler.isShutdown()).isTrue();
  }

  private static List<DeploymentState> states(MockProducer<String, byte[]> producer) {
    return producer.history().stream()
        .map(message -> EventCodec.decode(message.value(), ModelDeployed.class).getState())
        .toList();
  }

  private static ModelRegistry registry(ArtifactStore store) {
    return TestRegistries.of(store, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private ModelExported exported(ThresholdModel model) throws IOException {
    Path file = model.write(folder.resolve("model.onnx"));
    return ExportedModels.of(NAME, store.put(file, "model.onnx"));
  }

  private static void tamperWith(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
  }

  private static void assertRefused(ModelDeployed deployed, String code) {
    assertThat(deployed.getState()).isEqualTo(DeploymentState.REFUSED);
    assertThat(deployed.getReason().getCode()).isEqualTo(code);
  }

  private Optional<ModelLease> lease() {
    return registry.lease(new Wanted(NAME, Optional.empty(), "request-1"));
  }

  private int foregroundVoxels() {
    try (ModelLease lease = lease().orElseThrow()) {
      return foregroundVoxels(lease);
    }
  }

  private static int foregroundVoxels(ModelLease lease) {
    return lease.segmenter().segment(SCAN, Asked.MASK).mask().foregroundVoxels();
  }

  /** A store that cannot be read at first. */
  private static final class FailingStore implements ArtifactStore {
    private final ArtifactStore store;
    private int failures;

    FailingStore(ArtifactStore store, int failures) {
      this.store = store;
      this.failures = failures;
    }

    @Override
    public ArtifactRef put(Path file, String name) {
      return store.put(file, name);
    }

    @Override
    public Path fetch(ArtifactRef ref) {
      if (failures-- > 0) {
        throw new UncheckedIOException(new IOException("share is not mounted"));
      }
      return store.fetch(ref);
    }

    @Override
    public byte[] record(String runId, byte[] event) {
      return store.record(runId, event);
    }

    @Override
    public Optional<byte[]> recorded(String runId) {
      return store.recorded(runId);
    }
  }
}
