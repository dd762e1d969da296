package io.carryover.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;

/**
 * A session whose weights come with each run, and the weights that are drawn for it.
 *
 * @param run the session
 * @param weights in the layout that the session takes
 */
record SampledSession(SessionRun run, WeightSamples weights) implements AutoCloseable {

  /** The first draws of a seed: inputs by name. */
  List<Map<String, OnnxTensor>> drawn(int count, long seed) {
    try {
      return weights.first(count, seed);
    } catch (OrtException e) {
      throw new InferenceException("weights cannot be drawn: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    weights.close();
    run.close();
  }
}
