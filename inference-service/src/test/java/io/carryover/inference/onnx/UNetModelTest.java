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

  @Test
  void drawsTheMeanWeightsFromAPosteriorWithoutWidth() {
    // Given
    TrainedUNet trained = TrainedUNet.random(folder, 5).withPosterior(1e-9);
    try (OnnxModel model = open(trained)) {
      // When
      float[] byMean = logits(model);
      float[] bySample = logits(model.samples(1, 3).get(0));
      // Then
      assertThat(model.hasPosterior()).isTrue();
      assertThat(bySample).containsExactly(byMean, within((float) SAME_NETWORK));
    }
  }

  @Test
  void drawsTheSameWeightsForASeedAndOthersForAnother() {
    try (OnnxModel model = open(TrainedUNet.random(folder, 5).withPosterior(0.01))) {
      // When
      float[] first = logits(model.samples(2, 3).get(0));
      float[] second = logits(model.samples(2, 3).get(1));
      float[] otherSeed = logits(model.samples(1, 4).get(0));
      float[] again = logits(model.samples(3, 3).get(0));
      // Then
      assertThat(again).isEqualTo(first);
      assertThat(distance(first, second)).isGreaterThan(0.01);
      assertThat(distance(first, otherSeed)).isGreaterThan(0.01);
    }
  }

  @Test
  void aFileWithoutPosteriorHasNoSamples() {
    try (OnnxModel model = open(TrainedUNet.random(folder, 5))) {
      assertThat(model.hasPosterior()).isFalse();
      assertThat(model.samples(0, 1)).isEmpty();
    }
  }

  private OnnxModel open(TrainedUNet trained) {
    return OnnxModel.open(trained.export(folder.resolve("unet.onnx")), SessionSettings.cpu(1));
  }

  private static float[] logits(PatchNetwork network) {
    PatchBatch batch = noise();
    network.run(batch);
    return floats(batch.logits());
  }

  /** Root mean square. */
  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(squares / a.length);
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
