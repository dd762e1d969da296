package io.carryover.networks.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.PosteriorNames;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.contract.Validation;
import io.carryover.networks.Oracle;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxExportTest {

  /** Two float32 implementations of 26 convolutions, sums in another order: largest difference. */
  private static final float SAME_NETWORK = 1e-4f;

  /** Far above rounding; unrelated weights give distances near 1. */
  private static final double ANOTHER_NETWORK = 0.1;

  /** Half the slope of a cosine of wave number pi / 4, were all waves of the input in phase. */
  private static final float STEEPEST_STEP = (float) (Math.PI / 8);

  private static final List<Integer> NARROW = List.of(2, 4, 3, 5);
  private static final List<Integer> STANDARD = List.of(16, 32, 32, 64);

  @TempDir Path folder;

  private WrittenWeights weights;

  @BeforeEach
  void writeWeightsBesideTheModels() {
    weights = new WrittenWeights(folder);
  }

  @ParameterizedTest
  @CsvSource({"1,16,16,24", "1,32,16,24", "1,16,40,8", "2,16,24,32", "3,16,24,8", "1,48,64,48"})
  void onnxRuntimeAgreesWithTheTrainingNetwork(int batch, int depth, int height, int width)
      throws OrtException {
    // Given a network and images of a shape other than the golden pair's
    long[] shape = {batch, 1, depth, height, width};
    float[] images = noise(batch * depth * height * width);
    Path file = weights.he(STANDARD, 5);

    // When
    float[] served = served(exported(file, withoutPrior(STANDARD)), shape, images);

    // Then
    assertThat(largestDifference(served, trained(file, shape, images))).isLessThan(SAME_NETWORK);
  }

  @Test
  void onnxRuntimeReproducesTheOracle() throws OrtException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      // Given
      NDArray image = Oracle.array(manager, "unet", "image");
      NDArray expected = Oracle.array(manager, "unet", "logits");
      Path model = exported(weights.oracle(), withoutPrior(STANDARD));

      // When
      float[] served = served(model, image.getShape().getShape(), image.toFloatArray());

      // Then
      NDArray logits = manager.create(served, expected.getShape());
      assertThat(Oracle.relativeError(logits, expected)).isLessThan(Oracle.VALUE_TOLERANCE);
    }
  }

  @Test
  void onnxRuntimeReproducesTheGoldenPair() throws OrtException {
    // Given a network of other widths
    Path model = exported(weights.he(NARROW, 7), withoutPrior(NARROW));
    GoldenPair golden = golden(model);

    // When
    float[] served = served(model, shape(golden), golden.input());

    // Then
    assertThat(golden.relativeDistance(served)).isLessThan(Oracle.VALUE_TOLERANCE);
  }

  @Test
  void anotherNetworkDoesNotReproduceTheGoldenPair() throws OrtException {
    // Given
    GoldenPair golden = golden(exported(weights.he(NARROW, 7), withoutPrior(NARROW)));
    Path other = exported(weights.he(NARROW, 8), withoutPrior(NARROW));

    // When
    float[] served = served(other, shape(golden), golden.input());

    // Then
    assertThat(golden.relativeDistance(served)).isGreaterThan(ANOTHER_NETWORK);
  }

  @Test
  void goldenInputIsSmooth() throws OrtException {
    // When
    float[] image = golden(exported(weights.he(NARROW, 7), withoutPrior(NARROW))).input();

    // Then
    for (int i = 1; i < image.length; i++) {
      if (i % 32 != 0) {
        assertThat(Math.abs(image[i] - image[i - 1])).isLessThan(STEEPEST_STEP);
      }
    }
  }

  @Test
  void contractComesBackFromTheFile() throws OrtException {
    // Given
    ModelContract contract = withPrior();

    // When
    try (OrtModel model = new OrtModel(exported(weights.he(NARROW, 1), contract))) {

      // Then
      assertThat(ModelContract.fromMetadata(model.metadata())).isEqualTo(contract);
    }
  }

  @Test
  void aPosteriorStandsBesideTheMeanWeights() throws OrtException {
    // Given
    Path file = weights.posterior(NARROW, 7);

    // When
    Path model = exported(file, withPrior());
    Path means = exported(weights.he(NARROW, 7), withPrior());

    // Then
    GoldenPair golden = golden(means);
    assertThat(served(model, shape(golden), golden.input()))
        .isEqualTo(served(means, shape(golden), golden.input()));
    assertThat(deviations(model, "down6.conv_2", 5 * 5 * 27)).isBetween(0.12, 0.15);
  }

  /** Root mean square of what the file's own graph of the posterior draws for a layer. */
  private double deviations(Path file, String layer, int parameters) throws OrtException {
    Path sampler = folder.resolve("sampler.onnx");
    try (InputStream in = Files.newInputStream(file)) {
      ModelProto model = ModelProto.parseFrom(in);
      GraphProto graph = model.getTrainingInfo(0).getInitialization();
      assertThat(graph.getName()).isEqualTo(PosteriorNames.GRAPH);
      Files.write(sampler, model.toBuilder().setGraph(graph).build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (OrtModel drawing = new OrtModel(sampler)) {
      float[] drawn = drawing.output(PosteriorNames.deviationOf(layer));
      assertThat(drawn).hasSize(parameters);
      double squares = 0;
      for (float deviation : drawn) {
        squares += (double) deviation * deviation;
      }
      return Math.sqrt(squares / parameters);
    }
  }

  @Test
  void batchAndSpatialSizesAreSymbolic() throws OrtException {
    // When
    try (OrtModel model = new OrtModel(exported(weights.he(NARROW, 1), withoutPrior(NARROW)))) {

      // Then
      assertThat(model.image().getDimensionNames())
          .containsExactly("batch", "", "depth", "height", "width");
      assertThat(model.image().getShape()).containsExactly(-1, 1, -1, -1, -1);
      assertThat(model.logits().getShape()).containsExactly(-1, 2, -1, -1, -1);
    }
  }

  @Test
  void equalInputsGiveEqualBytes() throws IOException {
    // Given
    Path file = weights.he(NARROW, 3);

    // When
    byte[] first = Files.readAllBytes(exported(file, withPrior()));
    byte[] second = Files.readAllBytes(exported(file, withPrior()));

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void nothingButTheModelIsLeftInItsFolder() throws IOException {
    // Given
    Path target = folder.resolve("new").resolve("model.onnx");

    // When
    OnnxExport.export(weights.he(NARROW, 3), withPrior(), target);

    // Then
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    // Given weights of other widths than the contract's
    Path file = weights.he(NARROW, 3);

    // When / Then
    assertThatThrownBy(() -> exported(file, withoutPrior(STANDARD)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "layer init_conv must be (16, 1, 3, 3, 3), is (2, 1, 3, 3, 3) (he-3.safetensors)");
  }

  @Test
  void missingLayerIsRefused() {
    // Given
    Path file = weights.without("up2.conv_1", NARROW, 3);

    // When / Then
    assertThatThrownBy(() -> exported(file, withPrior()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is missing (without-up2.conv_1.safetensors)");
  }

  private Path exported(Path file, ModelContract contract) {
    Path model = folder.resolve(file.getFileName() + ".onnx");
    OnnxExport.export(file, contract, model);
    return model;
  }

  private static float[] served(Path file, long[] shape, float[] images) throws OrtException {
    try (OrtModel model = new OrtModel(file)) {
      return model.logits(shape, images);
    }
  }

  private static float[] trained(Path file, long[] shape, float[] images) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray input = manager.create(images, new Shape(shape));
      return new UNet(UNetArchitecture.standard(), manager)
          .logits(WeightFile.read(manager, file), input)
          .toFloatArray();
    }
  }

  private static GoldenPair golden(Path file) throws OrtException {
    try (OrtModel model = new OrtModel(file)) {
      return GoldenPair.fromMetadata(model.metadata());
    }
  }

  private static long[] shape(GoldenPair pair) {
    return Arrays.stream(pair.shape()).asLongStream().toArray();
  }

  private static float largestDifference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }

  private static float[] noise(int length) {
    Random random = new Random(11);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static ModelContract withoutPrior(List<Integer> widths) {
    return new ModelContract(
        NetworkSpec.unet(widths),
        "RI",
        Structure.of("phantom", List.of(1)),
        input(),
        new Lineage("run", "0".repeat(64), Optional.empty(), "0.1.0"),
        Optional.empty(),
        Optional.empty());
  }

  private static ModelContract withPrior() {
    return new ModelContract(
        NetworkSpec.unet(NARROW),
        "DWP",
        Structure.of("phantom", List.of(1)),
        input(),
        new Lineage("run", "0".repeat(64), Optional.of("prior"), "0.1.0"),
        Optional.of(new Validation(0.75, 0.5)),
        Optional.empty());
  }

  private static InputSpec input() {
    return new InputSpec(new io.carryover.imaging.volume.Shape(32, 48, 32), 0.5);
  }
}
