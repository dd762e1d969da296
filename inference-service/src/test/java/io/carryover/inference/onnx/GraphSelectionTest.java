package io.carryover.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.inference.ThresholdModel;
import io.carryover.inference.TrainedUNet;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph that is rewritten for the processor, chosen when a model is opened. */
class GraphSelectionTest {
  private static final SessionSettings CPU = SessionSettings.cpu(1);

  @TempDir Path folder;

  @Test
  void computesTheSameMeanAndSamplesByEitherGraph() {
    // Given
    Path file = TrainedUNet.random(folder, 5).withPosterior(0.01).export(folder.resolve("u.onnx"));
    try (OnnxModel fastest = OnnxModel.open(file, CPU);
        OnnxModel exported = OnnxModel.open(file, CPU.asExported())) {
      // When, Then
      assertThat(exported.graph().graph()).isEqualTo(GraphChoice.Graph.EXPORTED);
      assertThat(distance(logits(exported), logits(fastest))).isLessThan(GraphRace.TOLERANCE);
      assertThat(
              distance(logits(exported.samples(2, 3).get(1)), logits(fastest.samples(2, 3).get(1))))
          .isLessThan(GraphRace.TOLERANCE);
      assertThat(fastest.checkGolden().isWithin(GraphRace.TOLERANCE)).isTrue();
    }
  }

  @Test
  void runsAGraphThatIsNotRewrittenAsItIs() throws IOException {
    // Given
    Path file = ThresholdModel.at(0.5f).write(folder.resolve("model.onnx"));
    // When
    try (OnnxModel model = OnnxModel.open(file, CPU)) {
      // Then
      assertThat(model.graph().graph()).isEqualTo(GraphChoice.Graph.EXPORTED);
      assertThat(model.graph().reason()).contains("has a bias");
    }
  }

  private static float[] logits(PatchNetwork network) {
    PatchBatch batch = new PatchBatch(TrainedUNet.PATCH, 2);
    Random random = new Random(11);
    while (!batch.isFull()) {
      float[] patch = new float[TrainedUNet.PATCH.voxels()];
      for (int voxel = 0; voxel < patch.length; voxel++) {
        patch[voxel] = random.nextFloat();
      }
      batch.add(patch);
    }
    network.run(batch);
    FloatBuffer logits = batch.logits();
    float[] values = new float[logits.remaining()];
    logits.get(values);
    return values;
  }

  private static double distance(float[] expected, float[] actual) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow((double) expected[i] - actual[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
