package io.carryover.inference.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.ArtifactRef;
import io.carryover.events.ModelExported;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationCancelled;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.TestScans;
import io.carryover.inference.ThresholdModel;
import io.carryover.inference.registry.ExportedModels;
import io.carryover.inference.registry.ModelRegistry;
import io.carryover.inference.registry.TestRegistries;
import io.carryover.inference.segmentation.FileSegmentation;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.Priority;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.RecentSegmentations;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.Shadowing;
import io.carryover.inference.segmentation.Terms;
import io.carryover.inference.segmentation.WithdrawnException;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;
import io.carryover.runtime.store.ArtifactRefs;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestedSegmentationTest {
  private static final String MODEL = "blobs-ri";
  private static final Instant REQUESTED = Instant.parse("2026-11-24T10:00:00Z");

  private static final Shadowing NO_SHADOW = (answer, image, mask) -> {};

  private final RecentSegmentations recent = new RecentSegmentations(5);

  @TempDir Path folder;
  private ArtifactStore store;
  private ScratchDirectory scratch;
  private ModelRegistry registry;

  @BeforeEach
  void serveAModel() throws IOException {
    Path scans = Files.createDirectory(folder.resolve("scans"));
    store = new DirectoryArtifactStore(folder.resolve("store"), List.of(scans));
    scratch = ScratchDirectory.emptied(folder.resolve("scratch"));
    registry = TestRegistries.of(store);
    registry.deploy(exported(ThresholdModel.at(0.5f)));
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
    scratch.close();
  }

  @Test
  void putsAMaskOnTheScansOwnGridIntoTheStore() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    // When
    SegmentationCompleted result = segmentation(() -> {}).result(request, Terms.ROUTINE);
    // Then
    Volume mask = NiftiReader.read(store.fetch(result.getMask()));
    assertThat(mask.grid()).isEqualTo(NiftiReader.read(store.fetch(scan())).grid());
    assertThat(mask.voxels()).isEqualTo(TestScans.bright().voxels());
    assertThat(result.getRequestId()).isEqualTo("r-1");
    assertThat(result.getScanId()).isEqualTo("scan-1");
    assertThat(result.getForegroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
    assertThat(result.getModelSha256()).isEqualTo(registry.deployed().get(0).sha256());
  }

  @Test
  void givesTheRecordedResultWhenARequestComesAgain() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    SegmentationCompleted first = segmentation(() -> {}).result(request, Terms.ROUTINE);
    registry.undeploy(MODEL);
    // When
    request.setRequestedAt(REQUESTED.plusSeconds(60));
    SegmentationCompleted second = segmentation(() -> {}).result(request, Terms.ROUTINE);
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(recent.latest()).hasSize(1);
  }

  @Test
  void computesAnotherRequestForTheSameScan() throws IOException {
    // Given
    segmentation(() -> {}).result(request("r-1", scan()), Terms.ROUTINE);
    // When
    SegmentationCompleted second =
        segmentation(() -> {}).result(request("r-2", scan()), Terms.ROUTINE);
    // Then
    assertThat(second.getRequestId()).isEqualTo("r-2");
    assertThat(recent.latest()).hasSize(2);
  }

  @Test
  void leavesNoFileBehindWhateverHappens() throws IOException {
    // Given
    Path broken = TestScans.writeTruncated(folder.resolve("scans/broken.nii"));
    // When
    segmentation(() -> {}).result(request("r-1", scan()), Terms.ROUTINE);
    assertRejected(ArtifactRefs.of(broken), "TRUNCATED_IMAGE");
    // Then
    try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void readsTheModelsTopicToItsEndBeforeItCallsAModelUnknown() throws IOException {
    // Given: an export that the request overtook
    ModelExported exported = exported(ThresholdModel.at(0.5f));
    registry.undeploy(MODEL);
    // When
    SegmentationCompleted result =
        segmentation(() -> registry.deploy(exported)).result(request("r-1", scan()), Terms.ROUTINE);
    // Then
    assertThat(result.getForegroundVoxels()).isEqualTo(TestScans.BRIGHT_VOXELS);
  }

  @Test
  void givesUpWhatIsNotWantedAnyMore() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    SegmentationCancelled cancelled = new SegmentationCancelled("r-1", REQUESTED);
    request.setDeadlineAt(REQUESTED);
    // When, Then
    assertWithdrawn(terms(Optional.empty()).of(request, () -> false), "DEADLINE_PASSED");
    request.setDeadlineAt(null);
    assertWithdrawn(terms(Optional.of(cancelled)).of(request, () -> false), "CANCELLED");
    assertThatThrownBy(() -> terms(Optional.empty()).of(request, () -> true).checkpoint().pass())
        .isInstanceOf(ServiceStoppingException.class);
  }

  @Test
  void theSameRequestWithAnotherDeadlineHasTheSameResult() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    SegmentationCompleted first = segmentation(() -> {}).result(request, Terms.ROUTINE);
    // When: also one that has passed, since there is nothing to compute
    request.setDeadlineAt(REQUESTED);
    Terms terms = terms(Optional.empty()).of(request, () -> false);
    // Then
    assertThat(segmentation(() -> {}).result(request, terms)).isEqualTo(first);
  }

  private void assertWithdrawn(Terms terms, String code) {
    assertThatThrownBy(() -> segmentation(() -> {}).result(request("r-1", scan()), terms))
        .isInstanceOf(WithdrawnException.class)
        .extracting(e -> ((WithdrawnException) e).reason().getCode())
        .isEqualTo(code);
  }

  private static RequestTerms terms(Optional<SegmentationCancelled> cancelled) {
    Clock later = Clock.fixed(REQUESTED.plusSeconds(1), ZoneOffset.UTC);
    return new RequestTerms(Priority.ROUTINE, new Cancellations(id -> cancelled), later);
  }

  @Test
  void rejectsAVersionThatNobodyExported() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    request.setModelSha256("00".repeat(32));
    // When, Then
    assertRejected(request, "UNKNOWN_VERSION");
  }

  @Test
  void rejectsAnUnknownModel() throws IOException {
    // Given
    SegmentationRequested request = request("r-1", scan());
    request.setModel("nobody-exported-this");
    // When, Then
    assertRejected(request, "UNKNOWN_MODEL");
  }

  @Test
  void leavesARequestForARefusedModelToAnotherReplica() throws IOException {
    // Given
    registry.undeploy(MODEL);
    registry.deploy(exported(ThresholdModel.at(0.5f).withGoldenOf(0.9f)));
    SegmentationRequested request = request("r-1", scan());
    // When, Then
    assertThatThrownBy(() -> segmentation(() -> {}).result(request, Terms.ROUTINE))
        .isInstanceOf(ModelNotServedException.class)
        .hasMessageContaining("GOLDEN_DIFFERS");
  }

  @Test
  void aRequestForAModelThatCannotBeOpenedNowMayBeDoneLater() throws IOException {
    // Given
    ModelExported exported = exported(ThresholdModel.at(0.4f));
    SegmentationRequested request = request("r-1", scan());
    registry.undeploy(MODEL);
    Path away = Files.move(folder.resolve("store"), folder.resolve("away"));
    registry.deploy(exported);
    // When, Then
    assertThatThrownBy(() -> segmentation(() -> {}).result(request, Terms.ROUTINE))
        .isInstanceOf(TransientException.class);
    Files.move(away, folder.resolve("store"));
  }

  @Test
  void rejectsBadImagesWithTheirCode() throws IOException {
    Path scans = folder.resolve("scans");
    Path outside = TestScans.write(folder.resolve("outside.nii"));
    Path text = Files.writeString(scans.resolve("text.nii"), "this is no image at all, but text");
    ArtifactRef other = scan();
    other.setSha256("00".repeat(32));

    assertRejected(ArtifactRefs.of(TestScans.writeWithNan(scans.resolve("nan.nii"))), "NAN_VOXELS");
    assertRejected(ArtifactRefs.of(text), "UNREADABLE_IMAGE");
    assertRejected(ArtifactRefs.of(outside), "URI_NOT_ALLOWED");
    assertRejected(other, "DIGEST_DIFFERS");
  }

  private void assertRejected(ArtifactRef image, String code) {
    assertRejected(request("r-1", image), code);
  }

  private void assertRejected(SegmentationRequested request, String code) {
    assertThatThrownBy(() -> segmentation(() -> {}).result(request, Terms.ROUTINE))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo(code);
  }

  private RequestedSegmentation segmentation(Runnable catchUp) {
    FileSegmentation files = new FileSegmentation(1 << 24, System::nanoTime);
    return new RequestedSegmentation(
        new CurrentModels(registry, catchUp),
        store,
        new LeasedSegmentation(files, recent, NO_SHADOW, Clock.systemUTC()),
        new Questions(8),
        scratch,
        Clock.systemUTC());
  }

  private ArtifactRef scan() throws IOException {
    return ArtifactRefs.of(TestScans.write(folder.resolve("scans/scan.nii.gz")));
  }

  private ModelExported exported(ThresholdModel model) throws IOException {
    Path file = model.write(folder.resolve("model.onnx"));
    return ExportedModels.of(MODEL, store.put(file, "model.onnx"));
  }

  private static SegmentationRequested request(String id, ArtifactRef image) {
    return SegmentationRequested.newBuilder()
        .setRequestId(id)
        .setScanId("scan-1")
        .setModel(MODEL)
        .setFormat(ScanFormat.NIFTI)
        .setImage(image)
        .setRequestedAt(REQUESTED)
        .build();
  }
}
