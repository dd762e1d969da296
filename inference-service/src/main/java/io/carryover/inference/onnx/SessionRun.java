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
 * @param session closed with this
 * @param input name of the images' input
 * @param output name of the logits' output
 */
record SessionRun(OrtEnvironment environment, OrtSession session, String input, String output)
    implements AutoCloseable {

  /** Of a graph whose first input is the image, and whose only output are the logits. */
  static SessionRun of(OrtEnvironment environment, OrtSession session) {
    return new SessionRun(
        environment,
        session,
        session.getInputNames().iterator().next(),
        session.getOutputNames().iterator().next());
  }

  /** The same of another session whose graph has the same names. */
  SessionRun of(OrtSession other) {
    return new SessionRun(environment, other, input, output);
  }

  /**
   * One run of the whole batch.
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

  /** One run for each patch of the batch. */
  void ofEach(PatchBatch batch, Map<String, OnnxTensor> weights) {
    batch.patches().forEach(patch -> of(patch, weights));
  }

  @Override
  public void close() {
    OnnxModel.closeQuietly(session);
  }
}
