package io.carryover.trainer.export;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.RUN;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.contract.Validation;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.training.Snapshot;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.training.TrainedPhantoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the weights of a training of one epoch on 16x16x16. */
class ExportedModelTest {
  @TempDir private static Path directory;
  private static ArtifactStore store;
  private static TrainingRequested trained;
  private static TrainingOutcome trainedOutcome;
  private TrainingRequested request;
  private TrainingOutcome outcome;

  @BeforeAll
  static void train() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans"));
    store = new DirectoryArtifactStore(directory.resolve("store"), List.of(folder));
    PhantomScans scans = new PhantomScans(folder, TARGET);
    trained =
        TrainerEvents.training(
            Method.RI,
            List.of(
                scans.good(0, Split.TRAIN).getScan(), scans.good(1, Split.VALIDATION).getScan()));
    trainedOutcome =
        TrainedPhantoms.train(trained, store, Files.createDirectory(directory.resolve("w")));
  }

  @BeforeEach
  void takeWhatWasTrained() {
    request = TrainingRequested.newBuilder(trained).build();
    outcome = trainedOutcome;
  }

  @Test
  void eventSaysWhatWasTrainedOnWhatAndHowWell() {
    assertThat(exported())
        .returns("caudate-ri", ModelExported::getModel)
        .returns(RUN, ModelExported::getRunId)
        .returns(TARGET, ModelExported::getCohortId)
        .returns(Method.RI, ModelExported::getMethod)
        .returns(null, ModelExported::getPriorId)
        .returns(outcome.last().validationDsc().orElseThrow(), ModelExported::getValidationDsc)
        .returns(outcome.last().validationIou().orElseThrow(), ModelExported::getValidationIou)
        .returns(1, ModelExported::getEpochs)
        .returns(outcome.seconds(), ModelExported::getSeconds)
        .returns(request.getManifestSha256(), ModelExported::getManifestSha256)
        .returns("1.2.3", ModelExported::getCodeVersion)
        .returns(NOON, ModelExported::getExportedAt);
  }

  @Test
  void weightsLieInTheStoreAsTheyWereTrained() {
    assertThat(store.fetch(exported().getWeights()))
        .hasSameBinaryContentAs(outcome.last().weights());
  }

  @Test
  void modelStatesItsContract() throws IOException {
    // When
    Map<String, String> metadata = metadata(exported());
    // Then
    assertThat(ModelContract.fromMetadata(metadata))
        .isEqualTo(
            new ModelContract(
                NetworkSpec.unet(UNetArchitecture.standard().widths()),
                "RI",
                Structure.of("ellipsoid", List.of(1)),
                new InputSpec(new Shape(16, 16, 16), InputSpec.SERVED_OVERLAP),
                new Lineage(RUN, request.getManifestSha256(), Optional.empty(), "1.2.3"),
                Optional.of(validation()),
                Optional.empty()));
    assertThat(GoldenPair.fromMetadata(metadata).logits()).isNotEmpty();
  }

  @Test
  void modelIsServedOnThePatchThatItWasTrainedOn() throws IOException {
    // Given
    request.setPreprocessing(new PreprocessingSpec(List.of(32, 24, 16)));
    request.getTraining().setPatch(List.of(16, 24, 16));
    // When
    Map<String, String> metadata = metadata(exported());
    // Then
    assertThat(ModelContract.fromMetadata(metadata).input())
        .isEqualTo(new InputSpec(new Shape(16, 24, 16), 0.5));
    assertThat(GoldenPair.fromMetadata(metadata).logits()).isNotEmpty();
  }

  @Test
  void modelOfADeepWeightPriorNamesItsPrior() throws IOException {
    // Given
    request.setMethod(Method.DWP);
    request.setPriorId("fedcba98");
    // When
    ModelExported exported = exported();
    // Then
    assertThat(exported.getModel()).isEqualTo("caudate-dwp");
    assertThat(exported.getPriorId()).isEqualTo("fedcba98");
    assertThat(ModelContract.fromMetadata(metadata(exported)).lineage().priorId())
        .contains("fedcba98");
  }

  @Test
  void modelStatesHowItsUncertaintyIsToBeRead() throws IOException {
    // Given
    Calibration calibration = new Calibration(6, 8, 0.1, 2.5, 0.9, 0.8, 0.05, 0.1);
    Snapshot calibrated =
        new Snapshot(
            0,
            outcome.last().weights(),
            outcome.last().validationDsc(),
            outcome.last().validationIou(),
            Optional.of(calibration));
    outcome = new TrainingOutcome(List.of(calibrated), 1, 1);
    // When
    Map<String, String> metadata = metadata(exported());
    // Then
    assertThat(ModelContract.fromMetadata(metadata).calibration()).contains(calibration);
  }

  @Test
  void modelWithoutValidationScansStatesNoQuality() throws IOException {
    // Given
    Snapshot unmeasured =
        new Snapshot(
            0,
            outcome.last().weights(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    outcome = new TrainingOutcome(List.of(unmeasured), 1, 1);
    // When
    ModelExported exported = exported();
    // Then
    assertThat(exported.getValidationDsc()).isNull();
    assertThat(exported.getValidationIou()).isNull();
    assertThat(ModelContract.fromMetadata(metadata(exported)).validation()).isEmpty();
  }

  private ModelExported exported() {
    return (ModelExported)
        new ExportedModel(store, Clock.fixed(NOON, ZoneOffset.UTC)).of(request, outcome, directory);
  }

  private Validation validation() {
    return new Validation(
        outcome.last().validationDsc().orElseThrow(), outcome.last().validationIou().orElseThrow());
  }

  private Map<String, String> metadata(ModelExported exported) throws IOException {
    byte[] onnx = Files.readAllBytes(store.fetch(exported.getOnnx()));
    return ModelProto.parseFrom(onnx).getMetadataPropsList().stream()
        .collect(
            Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
  }
}
