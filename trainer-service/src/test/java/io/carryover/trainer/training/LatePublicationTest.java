package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.SOURCE;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatePublicationTest {
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final ArtifactRef FILE = new ArtifactRef("file:///store/f", "ab", 2L);

  @TempDir private Path folder;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private TrainingHandler handler;

  @BeforeEach
  void publishToMemory() {
    DirectoryArtifactStore store = new DirectoryArtifactStore(folder, List.of());
    handler =
        new TrainingHandler(
            new ScanExamples(new ScanFiles(store)),
            Map.of(),
            store,
            this::latest,
            new EventPublisher(producer, new EventHeaders("/test", CLOCK)),
            CLOCK);
  }

  @Test
  void modelSaysWhenItWasPlanned() {
    // When
    handler.publish(plannedAt(NOON), model("run-1"));

    // Then
    assertThat(models()).extracting(ModelExported::getPlannedAt).containsExactly(NOON);
  }

  @Test
  void slowModelDoesNotReplaceOneThatWasPlannedLater() {
    // Given
    handler.publish(plannedAt(NOON.plusSeconds(60)), model("newer"));

    // When
    handler.publish(plannedAt(NOON), model("slow"));

    // Then
    assertThat(models()).extracting(ModelExported::getRunId).containsExactly("newer");
  }

  @Test
  void modelThatIsPlannedAgainReplacesWhatCameBetween() {
    // Given
    handler.publish(plannedAt(NOON), model("first"));
    handler.publish(plannedAt(NOON.plusSeconds(60)), model("second"));

    // When
    handler.publish(plannedAt(NOON.plusSeconds(120)), model("first"));

    // Then
    assertThat(models())
        .extracting(ModelExported::getRunId)
        .containsExactly("first", "second", "first");
  }

  @Test
  void harvestSaysWhenItWasPlanned() {
    // When
    handler.publish(plannedAt(NOON), TrainerEvents.harvest());

    // Then
    byte[] sent = producer.history().get(0).value();
    assertThat(producer.history().get(0).key()).isEqualTo(SOURCE);
    assertThat(EventCodec.decode(sent, KernelsHarvested.class).getPlannedAt()).isEqualTo(NOON);
  }

  private Optional<ModelExported> latest(String name) {
    return models().stream()
        .filter(model -> model.getModel().equals(name))
        .reduce((earlier, later) -> later);
  }

  private List<ModelExported> models() {
    return producer.history().stream()
        .filter(message -> message.topic().equals(Topic.MODELS.topicName()))
        .map(message -> EventCodec.decode(message.value(), ModelExported.class))
        .toList();
  }

  private static TrainingRequested plannedAt(Instant time) {
    return TrainingRequested.newBuilder()
        .setRunId("0123456789abcdef")
        .setCohortId(TARGET)
        .setManifestSha256("")
        .setMethod(Method.RI)
        .setNetwork(0)
        .setNetworks(1)
        .setScans(List.of())
        .setForeground(TrainerEvents.targetCohort().getForeground())
        .setPreprocessing(new PreprocessingSpec(List.of(16, 16, 16)))
        .setTraining(TrainerEvents.trainingSpec())
        .setCodeVersion("1.2.3")
        .setRequestedAt(time)
        .build();
  }

  private static ModelExported model(String runId) {
    return ModelExported.newBuilder()
        .setModel("caudate-ri")
        .setRunId(runId)
        .setCohortId(TARGET)
        .setMethod(Method.RI)
        .setOnnx(FILE)
        .setWeights(FILE)
        .setEpochs(1)
        .setSeconds(1)
        .setManifestSha256("")
        .setCodeVersion("1.2.3")
        .setExportedAt(NOON)
        .build();
  }
}
