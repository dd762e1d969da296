package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.InitialMeans;
import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.PriorKind;
import io.carryover.events.TrainingRequested;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.training.PosteriorSettings;
import io.carryover.networks.training.Start;
import io.carryover.networks.training.TrainingMethod;
import io.carryover.networks.training.TrainingSettings;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.TrainerEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunSettingsTest {
  @TempDir private Path directory;
  private ArtifactStore store;

  @BeforeEach
  void openStore() {
    store = new DirectoryArtifactStore(directory.resolve("store"), List.of());
  }

  @Test
  void everyHyperparameterReachesTheNetworkLibrary() {
    // Given
    TrainingRequested request = request(Method.SOURCE);
    request.getTraining().setRestarts(3);
    request.getTraining().setRestartEpochs(4);
    request.setPreprocessing(new PreprocessingSpec(List.of(32, 16, 24)));
    request.getTraining().setPatch(List.of(16, 16, 24));
    request.getTraining().setKernelWeightDecay(3e-3);
    request.getTraining().setLogVarianceRate(7.0);
    request.getTraining().setInitialMeans(InitialMeans.SOURCE);
    request.getTraining().setPriorKind(PriorKind.GAUSSIAN);
    // Then
    assertThat(RunSettings.of(request))
        .isEqualTo(
            new TrainingSettings(
                TrainingMethod.SOURCE,
                1,
                3,
                4,
                2,
                Optional.of(new Shape(16, 16, 24)),
                1e-3,
                10,
                0.1,
                1e-5,
                2e-3,
                new PosteriorSettings(
                    1e-3,
                    64,
                    -2,
                    OptionalDouble.of(3e-3),
                    7,
                    PosteriorSettings.InitialMeans.SOURCE,
                    PosteriorSettings.PriorKind.GAUSSIAN),
                42));
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"SOURCE", "RI"})
  void sourceAndRandomInitialisationStartWithoutAFile(Method method) {
    assertThat(RunSettings.start(request(method), store)).isEqualTo(Start.he());
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"PR", "PRF"})
  void pretrainedStartsFromTheSourceWeights(Method method) throws IOException {
    // Given
    TrainingRequested request = request(method);
    request.setSourceWeights(store.put(file("weights"), "weights"));
    // Then
    assertThat(RunSettings.start(request, store))
        .isEqualTo(Start.fromWeights(store.fetch(request.getSourceWeights())));
  }

  @Test
  void deepWeightPriorStartsWithThePrior() throws IOException {
    // Given
    TrainingRequested request = request(Method.DWP);
    request.setPrior(store.put(file("prior"), "prior"));
    // Then
    assertThat(RunSettings.start(request, store))
        .isEqualTo(Start.withPrior(store.fetch(request.getPrior())));
  }

  @Test
  void deepWeightPriorStartsWithTheSourceWeightsWhereItsMeansDo() throws IOException {
    // Given
    TrainingRequested request = request(Method.DWP);
    request.getTraining().setInitialMeans(InitialMeans.SOURCE);
    request.setPrior(store.put(file("prior"), "prior"));
    // Then
    assertRejected(() -> RunSettings.start(request, store), "DWP needs source weights, got none");
    request.setSourceWeights(store.put(file("weights"), "weights"));
    assertThat(RunSettings.start(request, store))
        .isEqualTo(
            Start.withPriorAndSource(
                store.fetch(request.getPrior()), store.fetch(request.getSourceWeights())));
  }

  @Test
  void hyperparameterThatCannotBeIsRejected() {
    // Given
    TrainingRequested request = request(Method.RI);
    request.getTraining().setEpochs(0);
    // Then
    assertRejected(() -> RunSettings.of(request), "epochs must be at least 1, got 0");
  }

  @Test
  void withoutAPatchTheNetworkSeesTheWholeShape() {
    assertThat(RunSettings.of(request(Method.RI)).patch()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16,16 | patch must have 3 sides of at least one voxel, got [16, 16]",
        "16,16,0 | patch must have 3 sides of at least one voxel, got [16, 16, 0]",
        "16,16,24 | patch must lie within the shape 16x16x16, got 16x16x24",
        "16,16,8 | patch sides must be multiples of 8 from 16 on, got 16x16x8"
      })
  void patchThatCannotBeIsRejected(String sides, String rule) {
    // Given
    TrainingRequested request = request(Method.RI);
    request.getTraining().setPatch(Stream.of(sides.split(",")).map(Integer::valueOf).toList());
    // Then
    assertRejected(() -> RunSettings.of(request), rule);
  }

  @Test
  void methodWithoutItsInputIsRejected() {
    assertRejected(
        () -> RunSettings.start(request(Method.PRF), store), "PRF needs source weights, got none");
    assertRejected(
        () -> RunSettings.start(request(Method.DWP), store), "DWP needs a prior, got none");
  }

  private static void assertRejected(ThrowingCallable call, String rule) {
    assertThatThrownBy(call)
        .hasMessage("%s (run %s)", rule, RUN)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.reason().getCode()).isEqualTo("TRAINING_INVALID"));
  }

  private static TrainingRequested request(Method method) {
    return TrainerEvents.training(method, List.of());
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve(content), content);
  }
}
