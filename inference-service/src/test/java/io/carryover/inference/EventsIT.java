package io.carryover.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.DeploymentState;
import io.carryover.events.EventCodec;
import io.carryover.events.MapRef;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.harness.DeadLetters;
import io.carryover.harness.RawRecords;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PosteriorNetwork;
import io.carryover.inference.registry.ExportedModels;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.Segmenter;
import io.carryover.runtime.store.ArtifactRefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service at a broker: models and requests in, masks or refusals out. */
class EventsIT {
  private static final String MODEL = "blobs";

  /** Two float32 implementations of one network; logits are of the order of 1. */
  private static final double SAME_NETWORK = 1e-4;

  /** Share of voxels whose two logits are so near to each other that rounding decides. */
  private static final double DECIDED_BY_ROUNDING = 1e-3;

  /** A mask of less, or of more than the rest, would hardly tell two networks apart. */
  private static final double SMALLEST_CLASS = 0.02;

  /** Before Kubernetes would kill it. */
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(30);

  @TempDir private static Path directory;
  private static Installation installation;
  private static TestClient client;

  @BeforeAll
  static void startService() throws IOException {
    installation = Installation.start(directory, Map.of());
    client = new TestClient(installation);
    client.export(MODEL, ThresholdModel.at(0.5f));
  }

  @AfterAll
  static void stopService() {
    client.close();
    installation.close();
  }

  @Test
  void segmentsARequestedScanWithAnExportedModel() throws IOException {
    // Given
    ModelDeployed deployed = client.export("blobs-new", ThresholdModel.at(0.4f));
    assertThat(deployed.getState()).isEqualTo(DeploymentState.DEPLOYED);
    assertThat(deployed.getGoldenMaxDifference()).isLessThan(SAME_NETWORK);
    ArtifactRef image = scan("good.nii.gz");
    // When
    client.request("good", "blobs-new", image);
    // Then
    SegmentationCompleted result = client.result("good");
    Volume mask = NiftiReader.read(client.store().fetch(result.getMask()));
    assertThat(mask.grid()).isEqualTo(NiftiReader.read(client.store().fetch(image)).grid());
    assertThat(mask.voxels()).isEqualTo(TestScans.bright().voxels());
    assertThat(result.getModelSha256()).isEqualTo(deployed.getSha256());
    client.status("good", RunState.COMPLETED);
  }

  @Test
  void swapsInANewVersionWhileItRuns() throws IOException {
    // Given
    client.export("blobs-twice", ThresholdModel.at(0.3f));
    // When
    ModelDeployed second = client.export("blobs-twice", ThresholdModel.at(0.6f));
    // Then
    client.request("by-second", "blobs-twice", scan("twice.nii"));
    assertThat(client.result("by-second").getModelSha256()).isEqualTo(second.getSha256());
  }

  @Test
  void servesAUNetAsTheTrainerRanIt() throws IOException {
    // Given: a scan whose sides are no patch's
    TrainedUNet trained = TrainedUNet.random(directory, 3);
    Path file = trained.export(directory.resolve("unet.onnx"));
    Path scan = TestScans.writeNoise(installation.scans().resolve("noise.nii.gz"));
    // When
    ModelDeployed deployed =
        client.export(ExportedModels.of("unet", client.store().put(file, "unet.onnx")));
    client.request("by-unet", "unet", ArtifactRefs.of(scan));
    // Then
    assertThat(deployed.getGoldenMaxDifference()).isLessThan(SAME_NETWORK);
    Path mask = client.store().fetch(client.result("by-unet").getMask());
    assertSameMask(NiftiReader.read(mask).voxels(), trainersMask(trained, scan));
  }

  @Test
  void statesWhatSamplesOfThePosteriorSay() throws IOException {
    // Given
    TrainedUNet trained = TrainedUNet.random(directory, 4).withPosterior(0.01);
    Path file = trained.export(directory.resolve("posterior.onnx"));
    Path scan = TestScans.writeNoise(installation.scans().resolve("noise-again.nii.gz"));
    client.export(ExportedModels.of("posterior", client.store().put(file, "posterior.onnx")));
    // When
    SegmentationRequested request =
        TestClient.requested("sampled", "posterior", ArtifactRefs.of(scan));
    request.setSamples(3);
    request.setMaps(List.of("mutual-information"));
    client.request(request);
    // Then
    SegmentationCompleted result = client.result("sampled");
    assertThat(result.getSamples()).isEqualTo(3);
    assertThat(result.getVolumeMl()).isBetween(result.getVolumeLowMl(), result.getVolumeHighMl());
    assertThat(result.getAgreement()).isBetween(0.0, 1.0);
    assertThat(result.getCalibrated()).isFalse();
    assertThat(result.getRefer()).isNull();
    assertThat(result.getMaps()).extracting(MapRef::getKind).containsExactly("mutual-information");
    Volume map = NiftiReader.read(client.store().fetch(result.getMaps().get(0).getMap()));
    assertThat(map.grid()).isEqualTo(NiftiReader.read(scan).grid());
  }

  @Test
  void refusesAModelThatDoesNotReproduceItsGoldenPair() throws IOException {
    // Given
    ModelExported liar = client.stored("liar", ThresholdModel.at(0.5f).withGoldenOf(0.7f));
    // When, Then
    assertRefusedAndTheOldOneServes(liar, "GOLDEN_DIFFERS");
  }

  @Test
  void refusesAModelOfAnotherDigest() throws IOException {
    // Given
    ModelExported exported = client.stored("other-digest", ThresholdModel.at(0.6f));
    exported.getOnnx().setSha256("00".repeat(32));
    // When, Then
    assertRefusedAndTheOldOneServes(exported, "DIGEST_DIFFERS");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    // Given
    Path text = Files.writeString(directory.resolve("text.onnx"), "no model, but text");
    ModelExported exported = ExportedModels.of("text", client.store().put(text, "model.onnx"));
    // When, Then
    assertRefusedAndTheOldOneServes(exported, "MODEL_UNREADABLE");
  }

  @Test
  void refusesAModelWhoseFileIsMissing() throws IOException {
    // Given
    ModelExported exported = client.stored("missing", ThresholdModel.at(0.6f));
    exported.getOnnx().setUri(installation.store().resolve("nothing.onnx").toUri().toString());
    // When, Then
    assertRefusedAndTheOldOneServes(exported, "ARTIFACT_MISSING");
  }

  @Test
  void rejectsARequestForAModelThatNobodyExported() throws IOException {
    assertRejected("no-model", "nobody-exported-this", scan("no-model.nii"), "UNKNOWN_MODEL");
  }

  @Test
  void rejectsAScanOutsideOfItsFolders() throws IOException {
    // Given
    ArtifactRef outside = ArtifactRefs.of(TestScans.write(directory.resolve("outside.nii")));
    // When, Then
    assertRejected("outside", MODEL, outside, "URI_NOT_ALLOWED");
  }

  @Test
  void rejectsAScanOfAnotherDigest() throws IOException {
    // Given
    ArtifactRef tampered = scan("tampered.nii");
    tampered.setSha256("00".repeat(32));
    // When, Then
    assertRejected("tampered", MODEL, tampered, "DIGEST_DIFFERS");
  }

  @Test
  void rejectsAScanWithVoxelsThatAreNoNumbers() throws IOException {
    // Given
    Path scan = TestScans.writeWithNan(installation.scans().resolve("nan.nii"));
    // When, Then
    assertRejected("nan", MODEL, ArtifactRefs.of(scan), "NAN_VOXELS");
  }

  @Test
  void rejectsAScanThatBreaksOff() throws IOException {
    // Given
    Path scan = TestScans.writeTruncated(installation.scans().resolve("truncated.nii"));
    // When, Then
    assertRejected("truncated", MODEL, ArtifactRefs.of(scan), "TRUNCATED_IMAGE");
  }

  @Test
  void putsBytesThatAreNoRequestAside() throws IOException {
    // Given
    byte[] garbage = "no request".getBytes(UTF_8);
    // When
    RawRecords.send(installation.kafka(), Topic.SEGMENTATION_REQUESTS, "garbage", garbage);
    // Then
    assertServed("after-garbage", MODEL);
    ConsumerRecord<byte[], byte[]> letter = letter("garbage");
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(DeadLetters.cause(letter)).isEqualTo("NOT_AVRO_SINGLE_OBJECT");
  }

  @Test
  void whatIsUrgentGoesBeforeWhatHasBegunAndWhatIsCancelledEnds() throws IOException {
    // Given: a scan of thousands of patches under way, and one behind it
    Path large = TestScans.writeLarge(installation.scans().resolve("much.nii.gz"));
    client.request("much", MODEL, ArtifactRefs.of(large));
    client.status("much", RunState.RUNNING);
    client.request("behind", MODEL, scan("behind.nii"));
    // When
    client.requestAtOnce(TestClient.requested("urgent", MODEL, scan("urgent.nii")));
    // Then
    assertThat(client.result("urgent").getForegroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
    assertThat(client.results("much")).isEmpty();
    client.cancel("much");
    assertThat(client.status("much", RunState.REJECTED).getReason().getCode())
        .isEqualTo("CANCELLED");
    client.result("behind");
    assertThat(client.results("much")).isEmpty();
    assertThat(letters("much")).isEmpty();
  }

  @Test
  void aRequestWhoseDeadlineHasPassedIsGivenUp() throws IOException {
    // Given
    SegmentationRequested late = TestClient.requested("late", MODEL, scan("late.nii"));
    late.setDeadlineAt(Instant.now().minusSeconds(1));
    // When
    client.request(late);
    // Then
    assertThat(client.status("late", RunState.REJECTED).getReason().getCode())
        .isEqualTo("DEADLINE_PASSED");
    assertThat(letters("late")).isEmpty();
  }

  @Test
  void answersAReplayedRequestWithTheSameMask() throws IOException {
    // Given
    client.export("blobs-replayed", ThresholdModel.at(0.5f));
    ArtifactRef image = scan("replayed.nii");
    client.request("replayed", "blobs-replayed", image);
    SegmentationCompleted first = client.result("replayed");
    client.export("blobs-replayed", ThresholdModel.at(0.8f));
    // When
    client.request("replayed", "blobs-replayed", image);
    // Then
    assertThat(client.results("replayed", 2)).containsExactly(first, first);
  }

  @Test
  void answersEachRequestOnceThoughItIsKilled() throws IOException {
    // Given
    Path large = TestScans.writeLarge(installation.scans().resolve("large.nii.gz"));
    client.request("during", MODEL, ArtifactRefs.of(large));
    client.status("during", RunState.RUNNING);
    // When
    installation.killService();
    client.request("before", MODEL, scan("before.nii"));
    assertThat(client.results("during")).isEmpty();
    installation.restartService();
    // Then
    for (String id : List.of("before", "during")) {
      client.status(id, RunState.COMPLETED);
      assertThat(client.results(id)).as(id).hasSize(1);
    }
    assertThat(installation.scratch()).isEmptyDirectory();
  }

  @Test
  void givesBackAScanUnderWayWhenItIsToldToEnd() throws IOException {
    // Given
    Path large = TestScans.writeLarge(installation.scans().resolve("drained.nii.gz"));
    client.request("drained", MODEL, ArtifactRefs.of(large));
    client.status("drained", RunState.RUNNING);
    // When
    Instant told = Instant.now();
    installation.stopService();
    // Then: well before it would be killed, and another one does it, once
    assertThat(Duration.between(told, Instant.now())).isLessThan(DRAINED_WITHIN);
    assertThat(client.results("drained")).isEmpty();
    installation.restartService();
    client.status("drained", RunState.COMPLETED);
    assertThat(client.results("drained")).hasSize(1);
  }

  private static void assertRefusedAndTheOldOneServes(ModelExported bad, String code)
      throws IOException {
    ModelDeployed old = client.export(bad.getModel(), ThresholdModel.at(0.5f));
    ModelDeployed refused = client.export(bad);
    assertThat(refused.getState()).isEqualTo(DeploymentState.REFUSED);
    assertThat(refused.getReason().getCode()).isEqualTo(code);
    SegmentationCompleted result = assertServed("in-spite-of-" + bad.getModel(), bad.getModel());
    assertThat(result.getModelSha256()).isEqualTo(old.getSha256());
  }

  private static void assertRejected(String id, String model, ArtifactRef image, String code)
      throws IOException {
    SegmentationRequested request = client.request(id, model, image);
    assertServed("after-" + id, MODEL);
    RunStatusChanged status = client.status(id, RunState.REJECTED);
    assertThat(status.getReason().getCode()).isEqualTo(code);
    ConsumerRecord<byte[], byte[]> letter = letter(id);
    assertThat(letter.value()).isEqualTo(EventCodec.encode(request));
    assertThat(DeadLetters.cause(letter)).isEqualTo(code);
    assertThat(client.results(id)).isEmpty();
  }

  private static SegmentationCompleted assertServed(String id, String model) throws IOException {
    client.request(id, model, scan(id + ".nii"));
    SegmentationCompleted result = client.result(id);
    assertThat(result.getForegroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
    return result;
  }

  private static ArtifactRef scan(String name) throws IOException {
    return ArtifactRefs.of(TestScans.write(installation.scans().resolve(name)));
  }

  private static ConsumerRecord<byte[], byte[]> letter(String key) {
    return letters(key).get(0);
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String key) {
    return DeadLetters.of(installation.kafka(), Topic.SEGMENTATION_REQUESTS).stream()
        .filter(letter -> new String(letter.key(), UTF_8).equals(key))
        .toList();
  }

  private static byte[] trainersMask(TrainedUNet trained, Path scan) {
    PatchBatch batch = new PatchBatch(TrainedUNet.PATCH, 1);
    PosteriorNetwork network = PosteriorNetwork.point(trained);
    return new Segmenter(network, batch, 0.5, Optional.empty(), Lane.direct(), System::nanoTime)
        .segment(NiftiReader.read(scan), Asked.MASK)
        .mask()
        .voxels();
  }

  private static void assertSameMask(float[] served, byte[] trained) {
    assertThat(served).hasSize(trained.length);
    int foreground = 0;
    int different = 0;
    for (int voxel = 0; voxel < trained.length; voxel++) {
      foreground += trained[voxel];
      different += served[voxel] == trained[voxel] ? 0 : 1;
    }
    assertThat((double) foreground / trained.length).isBetween(SMALLEST_CLASS, 1 - SMALLEST_CLASS);
    assertThat((double) different / trained.length).isLessThan(DECIDED_BY_ROUNDING);
  }
}
