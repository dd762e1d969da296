package io.carryover.benchmarks.serving;

import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.PatchBatch;

/** Patches through the exported graph as it is, one after the other, and nothing around it. */
record PlainGraph(OnnxModel model, Shape patch, int patches) implements Runnable {

  @Override
  public void run() {
    PatchBatch batch = new PatchBatch(patch, 1);
    batch.add(new float[patch.voxels()]);
    for (int number = 0; number < patches; number++) {
      model.run(batch);
    }
  }
}
