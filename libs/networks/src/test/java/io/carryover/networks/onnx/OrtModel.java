package io.carryover.networks.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** An exported file as ONNX Runtime sees it. */
final class OrtModel implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OrtModel(Path file) throws OrtException {
    this.session = environment.createSession(file.toString());
  }

  float[] logits(long[] shape, float[] images) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
        OrtSession.Result result = session.run(Map.of("image", input))) {
      FloatBuffer logits = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
      float[] values = new float[logits.remaining()];
      logits.get(values);
      return values;
    }
  }

  /** An output of a graph without inputs. */
  float[] output(String name) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(), Set.of(name))) {
      FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
      float[] copied = new float[values.remaining()];
      values.get(copied);
      return copied;
    }
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  TensorInfo image() throws OrtException {
    return (TensorInfo) session.getInputInfo().get("image").getInfo();
  }

  TensorInfo logits() throws OrtException {
    return (TensorInfo) session.getOutputInfo().get("logits").getInfo();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
