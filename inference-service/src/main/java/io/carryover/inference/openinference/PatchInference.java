package io.carryover.inference.openinference;

import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.inference.segmentation.Lane;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts the patches of one tensor through a network, one after the other. Safe from any thread. */
final class PatchInference {
  private static final int ONE_PATCH = 1;

  private final Lane lane;

  PatchInference(Lane lane) {
    this.lane = lane;
  }

  /** Logits of each patch, (2, D, H, W) in C order. */
  List<float[]> logits(PatchNetwork network, PatchTensor image) {
    PatchBatch batch = new PatchBatch(image.patch(), ONE_PATCH);
    List<float[]> logits = new ArrayList<>();
    for (int number = 0; number < image.patches(); number++) {
      batch.clear();
      batch.add(image.patch(number));
      lane.run(() -> network.run(batch));
      logits.add(floats(batch.logits()));
    }
    return logits;
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }
}
