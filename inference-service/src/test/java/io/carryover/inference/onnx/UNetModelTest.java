package io.carryover.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carryover.inference.TrainedUNet;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that the trainer wrote, against the network that the trainer ran. */
class UNetModelTest {
  /** Two float32 implementations of 26 convolutions, sums in another order. */
  private static final double SAME_NETWORK = 1e-4;

  private static final int PATCHES = 2;

  @TempDir Path folder;

  @Test
  void computesTheLogitsOfTheTrainingNetworkOnPatchesOfAnotherSizeThanTheGoldenPair() {
    // Given
    TrainedUNet trained = TrainedUNet.random(folder, 5);
    PatchBatch expected = noise();
    trained.run(expected);
    // When
    PatchBatch actual = noise();
    try (OnnxModel model =
        OnnxModel.open(trained.export(folder.resolve("unet.onnx")), SessionSettings.cpu(1))) {
      model.run(actual);
      // Then
      assertThat(model.checkGolden().isWithin(SAME_NETWORK)).isTrue();
      assertThat(floats(actual.logits()))
          .containsExactly(floats(expected.logits()), within((float) SAME_NETWORK));
    }
  }

  private static PatchBatch noise() {
    PatchBatch batch = new PatchBatch(TrainedUNet.PATCH, PATCHES);
    Random random = new Random(11);
    while (!batch.isFull()) {
      float[] patch = new float[TrainedUNet.PATCH.voxels()];
      for (int voxel = 0; voxel < patch.length; voxel++) {
        patch[voxel] = random.nextFloat();
      }
      batch.add(patch);
    }
    return batch;
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }
}
