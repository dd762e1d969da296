package io.carryover.inference;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.PosteriorNames;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.contract.Validation;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A model file whose answer is known without a network: one 1x1x1 convolution with logits (0, slope
 * (x - threshold)), so that foreground is where the prepared intensity is above the threshold.
 */
public final class ThresholdModel {
  /** Patch of the contract: small, of three different sides. */
  public static final Shape PATCH = new Shape(16, 24, 8);

  private static final float USUAL_SLOPE = 20;
  private static final String LAYER = "threshold";
  private static final List<Long> KERNEL = List.of(2L, 1L, 1L, 1L, 1L);
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private final float threshold;
  private final float slope;
  private final Map<String, String> metadata;
  private final OptionalDouble deviation;

  private ThresholdModel(
      float threshold, float slope, Map<String, String> metadata, OptionalDouble deviation) {
    this.threshold = threshold;
    this.slope = slope;
    this.metadata = metadata;
    this.deviation = deviation;
  }

  /** A valid model of slope 20. */
  public static ThresholdModel at(float threshold) {
    return at(threshold, USUAL_SLOPE);
  }

  /** A valid model; the steeper, the surer it is. */
  public static ThresholdModel at(float threshold, float slope) {
    Map<String, String> metadata = new TreeMap<>(contract().toMetadata());
    metadata.putAll(golden(threshold, slope).toMetadata());
    return new ThresholdModel(threshold, slope, metadata, OptionalDouble.empty());
  }

  /** The same with a posterior: the standard deviation of its two weights. */
  public ThresholdModel withPosterior(double standardDeviation) {
    return new ThresholdModel(threshold, slope, metadata, OptionalDouble.of(standardDeviation));
  }

  /** The same with the golden pair of another threshold. */
  public ThresholdModel withGoldenOf(float other) {
    Map<String, String> changed = new TreeMap<>(metadata);
    changed.putAll(golden(other, slope).toMetadata());
    return new ThresholdModel(threshold, slope, changed, deviation);
  }

  /** The same with another value of a metadata key; null removes it. */
  public ThresholdModel with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(metadata);
    changed.remove(key);
    Optional.ofNullable(value).ifPresent(text -> changed.put(key, text));
    return new ThresholdModel(threshold, slope, changed, deviation);
  }

  /** Writes the file. */
  public Path write(Path file) throws IOException {
    return Files.write(file, model().build().toByteArray());
  }

  /** Writes a file whose graph gives its output a second time. */
  public Path writeWithTwoOutputs(Path file) throws IOException {
    OnnxMl.ModelProto.Builder model = model();
    model
        .getGraphBuilder()
        .addNode(
            OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .addInput("logits")
                .addOutput("again"))
        .addOutput(tensor("again", "2"));
    return Files.write(file, model.build().toByteArray());
  }

  /** What the metadata say. */
  public static ModelContract contract() {
    return new ModelContract(
        NetworkSpec.unet(List.of(16, 32, 32, 64)),
        "RI",
        Structure.of("bright blob", List.of(1)),
        new InputSpec(PATCH, 0.5),
        new Lineage("run-1", "ab".repeat(32), Optional.empty(), "test"),
        Optional.of(new Validation(0.91, 0.83)),
        Optional.empty());
  }

  private static GoldenPair golden(float threshold, float slope) {
    int[] shape = {1, 1, 2, 2, 2};
    float[] input = {0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 1};
    float[] logits = new float[2 * input.length];
    for (int voxel = 0; voxel < input.length; voxel++) {
      logits[input.length + voxel] = slope * (input[voxel] - threshold);
    }
    return new GoldenPair(shape, input, logits);
  }

  private OnnxMl.ModelProto.Builder model() {
    OnnxMl.ModelProto.Builder model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph());
    deviation.ifPresent(wide -> model.addTrainingInfo(posterior(wide)));
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model;
  }

  private OnnxMl.GraphProto graph() {
    return OnnxMl.GraphProto.newBuilder()
        .setName("threshold")
        .addInput(tensor("image", "1"))
        .addOutput(tensor("logits", "2"))
        .addInitializer(weights(PosteriorNames.weightOf(LAYER), KERNEL, 0, slope))
        .addInitializer(weights("bias", List.of(2L), 0, -slope * threshold))
        .addNode(
            OnnxMl.NodeProto.newBuilder()
                .setOpType("Conv")
                .addAllInput(List.of("image", PosteriorNames.weightOf(LAYER), "bias"))
                .addOutput("logits"))
        .build();
  }

  private static OnnxMl.TrainingInfoProto posterior(double wide) {
    float logVariance = (float) (2 * Math.log(wide));
    return OnnxMl.TrainingInfoProto.newBuilder()
        .setInitialization(
            OnnxMl.GraphProto.newBuilder()
                .setName(PosteriorNames.GRAPH)
                .addInitializer(
                    weights(PosteriorNames.logVarianceOf(LAYER), KERNEL, logVariance, logVariance)))
        .build();
  }

  private static OnnxMl.TensorProto weights(
      String name, List<Long> shape, float background, float foreground) {
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .addAllDims(shape)
        .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
        .setRawData(raw(background, foreground))
        .build();
  }

  private static ByteString raw(float background, float foreground) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return ByteString.copyFrom(bytes.putFloat(background).putFloat(foreground).flip());
  }

  private static OnnxMl.ValueInfoProto tensor(String name, String channels) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    for (String axis : new String[] {"N", channels, "D", "H", "W"}) {
      shape.addDim(dimension(axis));
    }
    OnnxMl.TypeProto.Tensor type =
        OnnxMl.TypeProto.Tensor.newBuilder()
            .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static OnnxMl.TensorShapeProto.Dimension.Builder dimension(String axis) {
    OnnxMl.TensorShapeProto.Dimension.Builder dimension =
        OnnxMl.TensorShapeProto.Dimension.newBuilder();
    return Character.isDigit(axis.charAt(0))
        ? dimension.setDimValue(Long.parseLong(axis))
        : dimension.setDimParam(axis);
  }
}
