package io.carryover.inference.onnx.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.carryover.imaging.volume.Shape;
import io.carryover.inference.TrainedUNet;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rewritten graphs against the graphs that they are made of, both by ONNX Runtime. */
class BlockedGraphTest {
  /** Relative distance of float32 sums in another order, as at the choice of the graph. */
  private static final double SAME_NUMBERS = 1e-5;

  /** Neither a block, nor a multiple of one. */
  private static final int CHANNELS = 20;

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(5, 7, 9),
          new Shape(1, 2, 3),
          new Shape(2, 6, 5),
          new Shape(6, 4, 4),
          new Shape(8, 16, 12));
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
  private static int block;

  @BeforeAll
  static void asksForTheBlock() throws OrtException {
    Assumptions.assumeTrue(
        List.of("amd64", "x86_64").contains(System.getProperty("os.arch")),
        "blocked channels are used on x86-64");
    try (OrtSession session = ENVIRONMENT.createSession(BlockProbe.model());
        OrtSession.Result shape = session.run(Map.of())) {
      block = BlockProbe.block((float[]) shape.get(0).getValue());
    }
  }

  @Test
  void tellsTheBlockOfThisProcessor() {
    assertThat(block).isIn(8, 16);
  }

  /** One operator after the convolution that brings the image into blocks. */
  private interface Tail {
    String after(TestGraph graph, String x);
  }

  private static Stream<Arguments> operators() {
    Map<String, Tail> tails =
        Map.of(
            "conv 3x3x3", (graph, x) -> graph.conv(x, CHANNELS, CHANNELS, 3, 1),
            "conv 3x3x3, stride 2", (graph, x) -> graph.conv(x, CHANNELS, CHANNELS, 3, 2),
            "conv 1x1x1", (graph, x) -> graph.conv(x, CHANNELS, CHANNELS, 1, 1),
            "conv 1x1x1, stride 2", (graph, x) -> graph.conv(x, CHANNELS, CHANNELS, 1, 2),
            "norm", (graph, x) -> graph.norm(x, CHANNELS),
            "norm and relu", (graph, x) -> graph.node("Relu", List.of(graph.norm(x, CHANNELS))),
            "relu", (graph, x) -> graph.node("Relu", List.of(x)),
            "add", (graph, x) -> graph.node("Add", List.of(x, graph.norm(x, CHANNELS))),
            "resize to twice", (graph, x) -> graph.resize(x, 2),
            "resize to thrice", (graph, x) -> graph.resize(x, 3));
    return tails.entrySet().stream()
        .flatMap(
            tail ->
                SHAPES.stream().map(shape -> Arguments.of(tail.getKey(), shape, tail.getValue())));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("operators")
  void computesTheNumbersOfTheOperator(String name, Shape shape, Tail tail) throws OrtException {
    // Given
    TestGraph graph = new TestGraph();
    ModelProto model =
        graph.model(tail.after(graph, graph.conv("image", 1, CHANNELS, 3, 1)), CHANNELS);
    // When, Then
    assertSameNumbers(model, shape);
  }

  @ParameterizedTest
  @CsvSource({"32, 48, 40", "16, 16, 16", "8, 8, 8", "40, 24, 16", "48, 64, 48"})
  void computesTheLogitsOfTheUNet(int depth, int height, int width, @TempDir Path folder)
      throws IOException, OrtException {
    // Given
    Path file = TrainedUNet.random(folder, 5).export(folder.resolve("unet.onnx"));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    // When, Then
    assertSameNumbers(model, new Shape(depth, height, width));
  }

  @Test
  void computesANormThatTwoConvolutionsReadOnce() {
    // Given
    TestGraph graph = new TestGraph();
    String x = graph.conv("image", 1, CHANNELS, 3, 1);
    String scale = graph.drawn(CHANNELS);
    String bias = graph.drawn(CHANNELS);
    String one = graph.node("InstanceNormalization", List.of(x, scale, bias));
    String other = graph.node("InstanceNormalization", List.of(x, scale, bias));
    ModelProto model = graph.model(graph.node("Add", List.of(one, other)), CHANNELS);
    // When
    byte[] rewritten = BlockedGraph.of(model, Shape.cube(4), block).model();
    // Then
    assertThat(new String(rewritten, StandardCharsets.ISO_8859_1).split("Sqrt_")).hasSize(2);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused(graph -> graph.node("Sigmoid", List.of(blocks(graph))), "Sigmoid");
    assertRefused(graph -> graph.node("Relu", List.of("image")), "the image goes elsewhere");
    assertRefused(graph -> graph.resize(blocks(graph), 1.5f), "no single whole factor");
    assertRefused(
        graph ->
            graph.node(
                "Conv",
                List.of(
                    blocks(graph),
                    graph.drawn(CHANNELS, CHANNELS, 1, 1, 1),
                    graph.drawn(CHANNELS))),
        "has a bias");
    assertRefused(
        graph ->
            graph.node("Conv", List.of(blocks(graph), graph.drawn(CHANNELS, CHANNELS, 3, 3, 3))),
        "is no plain convolution");
  }

  private static String blocks(TestGraph graph) {
    return graph.conv("image", 1, CHANNELS, 3, 1);
  }

  private static void assertRefused(Function<TestGraph, String> nodes, String reason) {
    TestGraph graph = new TestGraph();
    ModelProto model = graph.model(nodes.apply(graph), CHANNELS);
    assertThatThrownBy(() -> BlockedGraph.of(model, Shape.cube(4), 16))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageContaining(reason);
  }

  private static void assertSameNumbers(ModelProto model, Shape shape) throws OrtException {
    float[] expected = computed(model.toByteArray(), shape);
    float[] actual = computed(BlockedGraph.of(model, shape, block).model(), shape);
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(distance(expected, actual)).isLessThan(SAME_NUMBERS);
  }

  private static float[] computed(byte[] model, Shape shape) throws OrtException {
    Random random = new Random(7);
    float[] voxels = new float[shape.voxels()];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = random.nextFloat();
    }
    long[] sides = {1, 1, shape.depth(), shape.height(), shape.width()};
    try (OrtSession session = ENVIRONMENT.createSession(model);
        OnnxTensor image = OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(voxels), sides);
        OrtSession.Result result = session.run(Map.of("image", image))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }

  /** ||a - b|| / ||a||, or ||b|| where a is all zeros. */
  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.pow((double) a[i] - b[i], 2);
      norm += Math.pow(a[i], 2);
    }
    return Math.sqrt(norm == 0 ? difference : difference / norm);
  }
}
