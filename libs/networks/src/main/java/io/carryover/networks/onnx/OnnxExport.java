package io.carryover.networks.onnx;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.PosteriorNames;
import io.carryover.networks.dwp.KernelPosterior;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a trained network as an ONNX file: graph and weights, its contract and its golden pair as
 * {@code metadata_props}. The golden logits come from the training network, on the CPU: whoever
 * reproduces them runs the network that was trained.
 */
public final class OnnxExport {

  /** Newest operators and format that every runtime since 2023 reads. */
  private static final int OPSET = 17;

  private static final int IR_VERSION = 8;

  private OnnxExport() {}

  /**
   * Exports one network; equal inputs give equal bytes on one machine.
   *
   * @param weights safetensors by layer name; of a posterior, the means are the graph's weights and
   *     the log variances stand beside it, see {@link PosteriorNames}
   * @param contract what the file states about itself
   * @param onnxFile written atomically, replaced where it exists
   * @throws IllegalArgumentException if a layer of the contract's network is missing in the weights
   *     or has another shape
   * @throws java.io.UncheckedIOException if a file cannot be read or written
   */
  public static void export(Path weights, ModelContract contract, Path onnxFile) {
    UNetArchitecture architecture = UNetArchitecture.ofWidths(contract.network().widths());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, NDArray> arrays = WeightFile.read(manager, weights);
      Map<String, NDArray> layers = layers(architecture, arrays, weights);
      ModelProto.Builder model = model(architecture, layers, contract);
      posterior(architecture, arrays, weights).ifPresent(model::addTrainingInfo);
      WeightFile.replace(onnxFile, model.build().toByteArray());
    }
  }

  /** The log variances of the layers that have some. */
  private static Optional<TrainingInfoProto> posterior(
      UNetArchitecture architecture, Map<String, NDArray> arrays, Path file) {
    Map<String, float[]> values = new LinkedHashMap<>();
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Layer layer : architecture.layers()) {
      NDArray logVariances = arrays.get(KernelPosterior.logVarianceName(layer.name()));
      if (logVariances != null) {
        values.put(layer.name(), checked(layer, logVariances, file).toFloatArray());
        shapes.put(layer.name(), Arrays.stream(layer.shape()).boxed().toList());
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TrainingInfoProto.newBuilder()
                .setInitialization(PosteriorSampler.of(values, shapes))
                .build());
  }

  private static Map<String, NDArray> layers(
      UNetArchitecture architecture, Map<String, NDArray> arrays, Path file) {
    Map<String, NDArray> layers = new LinkedHashMap<>();
    for (Layer layer : architecture.layers()) {
      layers.put(layer.name(), checked(layer, arrays.get(layer.name()), file));
    }
    return layers;
  }

  private static NDArray checked(Layer layer, NDArray array, Path file) {
    Shape expected = new Shape(layer.shape());
    if (array == null || !array.getShape().equals(expected)) {
      throw new IllegalArgumentException(
          "layer %s must be %s, is %s (%s)"
              .formatted(
                  layer.name(),
                  expected,
                  array == null ? "missing" : array.getShape(),
                  file.getFileName()));
    }
    return array;
  }

  private static ModelProto.Builder model(
      UNetArchitecture architecture, Map<String, NDArray> layers, ModelContract contract) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setProducerName("carryover")
        .setProducerVersion(contract.lineage().codeVersion())
        .setGraph(UNetGraph.of(architecture, values(layers)))
        .addAllMetadataProps(metadata(architecture, layers, contract));
  }

  private static Map<String, float[]> values(Map<String, NDArray> layers) {
    Map<String, float[]> values = new LinkedHashMap<>();
    layers.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  private static Iterable<StringStringEntryProto> metadata(
      UNetArchitecture architecture, Map<String, NDArray> layers, ModelContract contract) {
    Map<String, String> metadata = new TreeMap<>(contract.toMetadata());
    metadata.putAll(GoldenForward.pair(architecture, layers).toMetadata());
    return metadata.entrySet().stream().map(OnnxExport::property).toList();
  }

  private static StringStringEntryProto property(Map.Entry<String, String> entry) {
    return StringStringEntryProto.newBuilder()
        .setKey(entry.getKey())
        .setValue(entry.getValue())
        .build();
  }
}
