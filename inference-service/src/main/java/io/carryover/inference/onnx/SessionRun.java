package io.carryover.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts batches through a session, which writes the logits where the batch has room for them.
 *
 * @param input name of the images' input
 * @param output name of the logits' output
 */
record SessionRun(OrtEnvironment environment, OrtSession session, String input, String output) {

  /**
   * One run.
   *
   * @param weights further inputs by name
   * @throws InferenceException if it fails
   */
  void of(PatchBatch batch, Map<String, OnnxTensor> weights) {
    try (OnnxTensor images =
            OnnxTensor.createTensor(environment, batch.input(), batch.inputShape());
        OnnxTensor logits =
            OnnxTensor.createTensor(environment, batch.logits(), batch.logitsShape())) {
      Map<String, OnnxTensor> inputs = new HashMap<>(weights);
      inputs.put(input, images);
      session.run(inputs, Map.of(output, logits)).close();
    } catch (OrtException e) {
      throw OnnxModel.failed(batch.inputShape(), e);
    }
  }
}
