package io.carryover.networks.training;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.KernelPosterior;
import io.carryover.networks.dwp.KernelPrior;
import io.carryover.networks.loss.SegmentationLoss;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.Batches.Batch;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A U-Net whose 3x3x3 kernels have a posterior, under a prior over kernels: doubly stochastic
 * variational inference (Kuzina et al. 2019, algorithm 1).
 *
 * <pre>
 *   each step:  w ~ q  once;  loss = segmentation loss of w + klWeight mean bound per kernel
 * </pre>
 *
 * <p>Trained are means and log variances of q, the 1x1x1 convolutions as points, and the encoders
 * of a VAE prior; its decoders are frozen. Weight decay acts on points and, by a setting of its
 * own, on means; log variances may have a learning rate of their own. Prediction, and so
 * validation, is by the means.
 */
final class VariationalNetwork implements Learner {

  private final TrainingSettings settings;
  private final SnapshotFiles files;
  private final UNet network;
  private final Batches batches;
  private final ValidationScans validation;
  private final KernelPosterior posterior;
  private final KernelPrior prior;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Seeds seeds;

  VariationalNetwork(
      NDManager manager,
      UNetArchitecture architecture,
      TrainingSettings settings,
      TrainingData data,
      Map<String, NDArray> means,
      KernelPrior prior,
      SnapshotFiles files) {
    this.settings = settings;
    this.files = files;
    this.seeds = new Seeds(settings.seed());
    this.network = new UNet(architecture, manager);
    this.batches = new Batches(manager, data, settings, seeds);
    this.validation = ValidationScans.ofEpochs(manager, data, settings);
    this.posterior =
        new KernelPosterior(
            manager, architecture, means, settings.posterior().initialLogVariance());
    this.prior = prior;
    parameters.putAll(posterior.parameters());
    parameters.putAll(prior.parameters());
    parameters.values().forEach(p -> p.setRequiresGradient(true));
  }

  @Override
  public String stage() {
    return settings.method().stage();
  }

  @Override
  public Map<String, NDArray> parameters() {
    return parameters;
  }

  @Override
  public double weightDecay(String parameter) {
    if (posterior.isKernelMean(parameter)) {
      return settings.posterior().kernelWeightDecay().orElse(settings.weightDecay());
    }
    return posterior.means().containsKey(parameter) ? settings.weightDecay() : 0;
  }

  @Override
  public double rateFactor(String parameter) {
    return posterior.isLogVariance(parameter) ? settings.posterior().logVarianceRate() : 1;
  }

  @Override
  public int stepsPerEpoch() {
    return batches.perEpoch();
  }

  @Override
  public NDArray loss(int epoch, int step) {
    Seeds here = seeds.of("noise").at(epoch).at(step);
    here.seedEngine();
    KernelPosterior.Draw draw = posterior.draw();
    Batch batch = batches.batch(epoch, step);
    NDArray logits = network.logits(draw.weights(), batch.images());
    return SegmentationLoss.total(logits, batch.masks())
        .add(times(prior.meanBound(draw, here.of("subset")), settings.posterior().klWeight()));
  }

  @Override
  public Optional<Evaluation> evaluate() {
    return validation.evaluate(network::logits, posterior.means());
  }

  @Override
  public void keep(int cycle, Map<String, NDArray> best) {
    WeightFile.write(posterior.inOwnScale(best), files.snapshot(cycle));
  }
}
