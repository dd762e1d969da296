package io.carryover.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.contract.ModelContract;
import io.carryover.inference.ThresholdModel;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final SessionSettings CPU = SessionSettings.cpu(1);

  /** One multiplication and one addition in float32, of values up to 20. */
  private static final double FLOAT_ROUNDING = 1e-5;

  @TempDir Path folder;

  @Test
  void readsTheContractOutOfTheFile() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).write(folder.resolve("model.onnx"));
    // When
    try (OnnxModel model = OnnxModel.open(file, CPU)) {
      // Then
      assertThat(model.contract()).isEqualTo(ThresholdModel.contract());
      assertThat(model.device()).isEqualTo(Device.CPU);
    }
  }

  @Test
  void reproducesTheGoldenPair() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.3f).write(folder.resolve("model.onnx"));
    // When
    try (OnnxModel model = OnnxModel.open(file, CPU)) {
      GoldenCheck check = model.checkGolden();
      // Then
      assertThat(check.maxDifference()).isLessThan(FLOAT_ROUNDING);
      assertThat(check.isWithin(FLOAT_ROUNDING)).isTrue();
    }
  }

  @Test
  void tellsHowFarAGoldenPairOfAnotherModelIs() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).withGoldenOf(0.25f).write(folder.resolve("model.onnx"));
    // When
    try (OnnxModel model = OnnxModel.open(file, CPU)) {
      GoldenCheck check = model.checkGolden();
      // Then: every foreground logit is 20 * 0.25 lower
      assertThat(check.maxDifference()).isCloseTo(5, within(FLOAT_ROUNDING));
      assertThat(check.isWithin(FLOAT_ROUNDING)).isFalse();
    }
  }

  @Test
  void computesBatchesOfAnySizeInTheSameMemory() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).write(folder.resolve("model.onnx"));
    try (OnnxModel model = OnnxModel.open(file, CPU)) {
      PatchBatch batch = model.newBatch(3);
      for (int size = 3; size >= 1; size--) {
        // When
        batch.clear();
        for (int number = 0; number < size; number++) {
          batch.add(filled(batch, (number + 1) / 4f));
        }
        model.run(batch);
        // Then
        for (int number = 0; number < size; number++) {
          assertForeground(batch, number, 1 / (1 + Math.exp(-20 * ((number + 1) / 4.0 - 0.5))));
        }
      }
    }
  }

  @Test
  void rejectsWhatIsNoModel() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");
    // When, Then
    assertRejected(file, "MODEL_UNREADABLE");
  }

  @Test
  void rejectsAnUnknownContractVersion() throws IOException {
    // Given
    Path file =
        ThresholdModel.at(0.5f)
            .with(ModelContract.VERSION_KEY, "99")
            .write(folder.resolve("model.onnx"));
    // When, Then
    assertRejected(file, "CONTRACT_INVALID");
  }

  @Test
  void rejectsAModelWithoutItsGoldenPair() throws IOException {
    // Given
    Path file =
        ThresholdModel.at(0.5f)
            .with("carryover.golden.logits", null)
            .write(folder.resolve("model.onnx"));
    // When, Then
    assertRejected(file, "CONTRACT_INVALID");
  }

  @Test
  void rejectsAGraphWithTwoOutputs() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).writeWithTwoOutputs(folder.resolve("model.onnx"));
    // When, Then
    assertRejected(file, "CONTRACT_INVALID");
  }

  @Test
  void refusesCudaWhereTheLibraryHasNoneAndFallsBackOnlyIfAsked() throws IOException {
    // Given
    org.junit.jupiter.api.Assumptions.assumeFalse(
        ai.onnxruntime.OrtEnvironment.getAvailableProviders()
            .contains(ai.onnxruntime.OrtProvider.CUDA),
        "this build has CUDA");
    Path file = ThresholdModel.at(0.5f).write(folder.resolve("model.onnx"));
    // When, Then
    assertThatThrownBy(() -> OnnxModel.open(file, on(DeviceChoice.CUDA)))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo("DEVICE_UNAVAILABLE");
    try (OnnxModel model = OnnxModel.open(file, on(DeviceChoice.AUTO))) {
      assertThat(model.device()).isEqualTo(Device.CPU);
    }
  }

  private static SessionSettings on(DeviceChoice device) {
    return new SessionSettings(device, 1, CudaSettings.DEFAULT);
  }

  private static void assertRejected(Path file, String code) {
    assertThatThrownBy(() -> OnnxModel.open(file, CPU))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo(code);
  }

  private static float[] filled(PatchBatch batch, float value) {
    float[] patch = new float[batch.patch().voxels()];
    Arrays.fill(patch, value);
    return patch;
  }

  private static void assertForeground(PatchBatch batch, int number, double expected) {
    float[] probability = new float[batch.patch().voxels()];
    batch.foreground(number, probability);
    for (float value : probability) {
      assertThat((double) value).isCloseTo(expected, within(FLOAT_ROUNDING));
    }
  }
}
