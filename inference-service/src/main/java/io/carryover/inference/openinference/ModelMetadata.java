package io.carryover.inference.openinference;

import io.carryover.imaging.volume.Shape;
import io.carryover.inference.registry.DeployedModel;
import java.util.List;

/**
 * A model as the protocol describes it.
 *
 * @param name its name
 * @param versions the digest of the file that is served
 * @param platform what runs it
 * @param inputs image
 * @param outputs logits
 */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {
  private static final int ANY = -1;

  /**
   * A tensor.
   *
   * @param name its name
   * @param datatype FP32
   * @param shape sides, -1 for any
   */
  public record TensorMetadata(String name, String datatype, List<Integer> shape) {
    private static TensorMetadata of(String name, int channels, Shape patch) {
      return new TensorMetadata(
          name,
          InferenceRequest.FP32,
          List.of(ANY, channels, patch.depth(), patch.height(), patch.width()));
    }
  }

  static ModelMetadata of(DeployedModel model) {
    Shape patch = model.contract().input().patch();
    return new ModelMetadata(
        model.name(),
        List.of(model.sha256()),
        "onnxruntime_onnx",
        List.of(TensorMetadata.of(InferenceRequest.IMAGE, 1, patch)),
        List.of(TensorMetadata.of(InferenceRequest.LOGITS, 2, patch)));
  }
}
