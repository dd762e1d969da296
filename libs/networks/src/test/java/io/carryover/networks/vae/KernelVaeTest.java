package io.carryover.networks.vae;

import static io.carryover.networks.Oracle.GRADIENT_TOLERANCE;
import static io.carryover.networks.Oracle.VALUE_TOLERANCE;
import static io.carryover.networks.Oracle.relativeError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.Gradients;
import io.carryover.networks.Oracle;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelVaeTest {

  private static final KernelVaeArchitecture PAPER = new KernelVaeArchitecture(6);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void hasThePapersNumberOfParameters() {
    assertThat(PAPER.parameters()).isEqualTo(962_414);
  }

  @Test
  void encodesAsTheOracle() {
    // Given
    KernelVae vae = KernelVae.of(oracleWeights(), Heads.TANH);
    // When
    Gaussian latents = vae.encoder().encode(oracle("kernels"));
    // Then
    assertThat(relativeError(latents.mean(), oracle("latent_mean"))).isLessThan(VALUE_TOLERANCE);
    assertThat(relativeError(latents.logVariance(), oracle("latent_log_variance")))
        .isLessThan(VALUE_TOLERANCE);
  }

  @Test
  void decodesAsTheOracle() {
    // Given
    KernelVae vae = KernelVae.of(oracleWeights(), Heads.TANH);
    NDArray latents = vae.encoder().encode(oracle("kernels")).at(oracle("epsilon"));
    // When
    Gaussian kernels = vae.decoder().decode(latents);
    // Then
    assertThat(relativeError(kernels.mean(), rows(oracle("reconstruction_mean"))))
        .isLessThan(VALUE_TOLERANCE);
    assertThat(relativeError(kernels.logVariance(), rows(oracle("reconstruction_log_variance"))))
        .isLessThan(VALUE_TOLERANCE);
  }

  @Test
  void hasTheOraclesNegativeElboAndItsParts() {
    // Given
    KernelVae vae = KernelVae.of(oracleWeights(), Heads.TANH);
    NDArray kernels = oracle("kernels");
    Gaussian latents = vae.encoder().encode(kernels);
    Gaussian reconstruction = vae.decoder().decode(latents.at(oracle("epsilon")));
    // When
    NDArray elbo = vae.negativeElbo(kernels, oracle("epsilon")).mean();
    NDArray kl = latents.klToStandardNormal().mean();
    NDArray likelihood = reconstruction.logDensity(rows(kernels)).mean().neg();
    // Then
    assertSame(elbo, "negative_elbo");
    assertSame(kl, "kl");
    assertSame(likelihood, "negative_log_likelihood");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode.2.weight",
        "encode.0.weight",
        "latent_mu.weight",
        "linear.weight",
        "reconstruction_log_var.bias"
      })
  void agreesWithTheOracleInTheGradientOf(String name) {
    // Given
    Map<String, NDArray> weights = oracleWeights();
    NDArray kernels = oracle("kernels");
    NDArray epsilon = oracle("epsilon");
    // When
    Gradients.of(
        weights, () -> KernelVae.of(weights, Heads.TANH).negativeElbo(kernels, epsilon).mean());
    // Then
    NDArray expected = Oracle.array(manager, "kernel_vae_gradients", "gradient." + name);
    assertThat(relativeError(weights.get(name).getGradient(), expected))
        .isLessThan(GRADIENT_TOLERANCE);
  }

  @Test
  void decodesTheSameByTheCentreTapAlone() {
    // Given
    Map<String, NDArray> whole = oracleWeights();
    Map<String, NDArray> cut = CentreTap.cut(whole);
    NDArray latents = oracle("epsilon");
    // When
    NDArray mean = new KernelDecoder(cut, Heads.TANH).decode(latents).mean();
    NDArray again = new KernelDecoder(CentreTap.grown(cut), Heads.TANH).decode(latents).mean();
    // Then
    NDArray expected = new KernelDecoder(whole, Heads.TANH).decode(latents).mean();
    assertThat(relativeError(mean, expected)).isLessThan(VALUE_TOLERANCE);
    assertThat(relativeError(again, expected)).isLessThan(VALUE_TOLERANCE);
    assertThat(CentreTap.grown(cut).get("decode.0.weight").getShape())
        .isEqualTo(whole.get("decode.0.weight").getShape());
  }

  @Test
  void clampedHeadsLeaveTheMeanAndBoundTheLogVariance() {
    // Given raw outputs outside of both ranges
    NDArray raw = manager.create(new float[] {-20, -3, 0, 3, 20});
    // When
    float[] mean = Heads.CLAMPED.mean(raw).toFloatArray();
    float[] logVariance = Heads.CLAMPED.logVariance(raw).toFloatArray();
    // Then
    assertThat(mean).containsExactly(-20, -3, 0, 3, 20);
    assertThat(logVariance).containsExactly(-9, -3, 0, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 9})
  void worksWithAnyLatentDimension(int latent) {
    // Given
    Map<String, NDArray> weights = new KernelVaeArchitecture(latent).initialise(manager);
    // When
    NDArray elbo =
        KernelVae.of(weights, Heads.CLAMPED)
            .negativeElbo(
                manager.randomNormal(new Shape(5, 1, 3, 3, 3)),
                manager.randomNormal(new Shape(5, latent)));
    // Then
    assertThat(elbo.getShape()).isEqualTo(new Shape(5));
  }

  @Test
  void oneStepDownTheGradientLowersTheLoss() {
    // Given
    Map<String, NDArray> weights = PAPER.initialise(manager);
    NDArray kernels = manager.randomNormal(new Shape(20, 27));
    NDArray epsilon = manager.randomNormal(new Shape(20, 6));
    // When
    double before = loss(weights, kernels, epsilon);
    weights.values().forEach(w -> w.subi(w.getGradient().mul(1e-3f)));
    double after = loss(weights, kernels, epsilon);
    // Then
    assertThat(after).isLessThan(before);
  }

  private static double loss(Map<String, NDArray> weights, NDArray kernels, NDArray epsilon) {
    return Gradients.of(
        weights, () -> KernelVae.of(weights, Heads.CLAMPED).negativeElbo(kernels, epsilon).mean());
  }

  private void assertSame(NDArray actual, String name) {
    double expected = oracle(name).toFloatArray()[0];
    assertThat(Gradients.number(actual))
        .isCloseTo(expected, within(VALUE_TOLERANCE * Math.abs(expected)));
  }

  private Map<String, NDArray> oracleWeights() {
    return Oracle.weights(manager, "kernel_vae", PAPER.shapes().keySet());
  }

  private NDArray oracle(String name) {
    return Oracle.array(manager, "kernel_vae", name);
  }

  private static NDArray rows(NDArray kernels) {
    return kernels.reshape(-1, 27);
  }
}
