package io.carryover.networks.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.Evaluation;
import io.carryover.networks.training.Learner;
import io.carryover.networks.vae.CentreTap;
import io.carryover.networks.vae.ConvolutionTaps;
import io.carryover.networks.vae.Heads;
import io.carryover.networks.vae.KernelDecoder;
import io.carryover.networks.vae.KernelEncoder;
import io.carryover.networks.vae.KernelVae;
import io.carryover.networks.vae.KernelVaeArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fit of one group's VAE: lowers the negative ELBO of a {@link KernelPool}. */
final class VaeFit implements Learner {

  private static final int AT_A_TIME = 512;

  private final NDManager manager;
  private final String stage;
  private final PriorSettings settings;
  private final KernelPool pool;
  private final Seeds seeds;
  private final Path file;
  private final Map<String, NDArray> weights;
  private final NDArray stopping;
  private final ConvolutionTaps taps;

  VaeFit(
      NDManager manager,
      String stage,
      PriorSettings settings,
      KernelPool pool,
      Seeds seeds,
      Path file) {
    this.manager = manager;
    this.stage = stage;
    this.settings = settings;
    this.pool = pool;
    this.seeds = seeds;
    this.file = file;
    seeds.of("initial weights").seedEngine();
    this.weights = CentreTap.cut(new KernelVaeArchitecture(settings.latent()).initialise(manager));
    this.stopping = rows(pool.stopping());
    this.taps = ConvolutionTaps.of(manager);
    weights.values().forEach(w -> w.setRequiresGradient(true));
  }

  @Override
  public String stage() {
    return stage;
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights;
  }

  @Override
  public double weightDecay(String parameter) {
    return 0;
  }

  @Override
  public int stepsPerEpoch() {
    return (pool.fitted().size() + settings.batchSize() - 1) / settings.batchSize();
  }

  @Override
  public NDArray loss(int epoch, int step) {
    seeds.of("noise").at(epoch).at(step).seedEngine();
    return negativeElbo(weights, rows(batch(epoch, step))).mean();
  }

  @Override
  public Optional<Evaluation> evaluate() {
    seeds.of("stopping").seedEngine();
    return Optional.of(Evaluation.ofLoss(number(negativeElbo(weights, stopping).mean())));
  }

  @Override
  public void keep(int cycle, Map<String, NDArray> best) {
    WeightFile.write(CentreTap.grown(best), file);
  }

  /**
   * Negative ELBO of each held-out kernel in nats, the mean of so many latent samples. A few
   * kernels at a time, each in a scope of its own: one kernel's way holds some 90 KB.
   */
  double[] heldOutNats(Map<String, NDArray> kept, int samples) {
    seeds.of("figures").seedEngine();
    double[] nats = new double[pool.heldOut().size()];
    for (int from = 0; from < nats.length; from += AT_A_TIME) {
      int to = Math.min(from + AT_A_TIME, nats.length);
      addNats(kept, samples, from, pool.heldOut().subList(from, to), nats);
    }
    return nats;
  }

  private void addNats(
      Map<String, NDArray> kept, int samples, int from, List<float[]> kernels, double[] nats) {
    for (int sample = 0; sample < samples; sample++) {
      float[] drawn = nats(kept, kernels);
      for (int i = 0; i < drawn.length; i++) {
        nats[from + i] += drawn[i] / samples;
      }
    }
  }

  private float[] nats(Map<String, NDArray> kept, List<float[]> kernels) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return negativeElbo(kept, rows(kernels)).toFloatArray();
    }
  }

  private NDArray negativeElbo(Map<String, NDArray> by, NDArray kernels) {
    NDArray epsilon = manager.randomNormal(new Shape(kernels.getShape().get(0), settings.latent()));
    return new KernelVae(new KernelEncoder(by, taps), new KernelDecoder(by, Heads.CLAMPED))
        .negativeElbo(kernels, epsilon);
  }

  private List<float[]> batch(int epoch, int step) {
    int[] order = seeds.of("order").at(epoch).permutation(pool.fitted().size());
    return Arrays.stream(order)
        .skip((long) step * settings.batchSize())
        .limit(settings.batchSize())
        .mapToObj(pool.fitted()::get)
        .toList();
  }

  private NDArray rows(List<float[]> kernels) {
    float[] taps = new float[kernels.size() * KernelPool.TAPS];
    for (int i = 0; i < kernels.size(); i++) {
      System.arraycopy(kernels.get(i), 0, taps, i * KernelPool.TAPS, KernelPool.TAPS);
    }
    return manager.create(taps, new Shape(kernels.size(), KernelPool.TAPS));
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  /** Takes the kept weights back from disk. */
  Map<String, NDArray> kept(NDManager owner) {
    return WeightFile.read(owner, file);
  }
}
