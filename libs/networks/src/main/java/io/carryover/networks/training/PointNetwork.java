package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.loss.SegmentationLoss;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.Batches.Batch;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A U-Net whose weights are numbers: SOURCE, RI, PR and PRF. Layers may be frozen. */
final class PointNetwork implements Learner {

  private final TrainingSettings settings;
  private final SnapshotFiles files;
  private final UNet network;
  private final Batches batches;
  private final ValidationScans validation;
  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();

  PointNetwork(
      NDManager manager,
      UNetArchitecture architecture,
      TrainingSettings settings,
      TrainingData data,
      Map<String, NDArray> weights,
      Predicate<String> isTrained,
      SnapshotFiles files) {
    this.settings = settings;
    this.files = files;
    this.network = new UNet(architecture, manager);
    this.batches = new Batches(manager, data, settings, new Seeds(settings.seed()));
    this.validation = ValidationScans.ofEpochs(manager, data, settings);
    this.weights = weights;
    weights.keySet().stream().filter(isTrained).forEach(n -> trained.put(n, weights.get(n)));
    trained.values().forEach(w -> w.setRequiresGradient(true));
  }

  @Override
  public String stage() {
    return settings.method().stage();
  }

  @Override
  public Map<String, NDArray> parameters() {
    return trained;
  }

  @Override
  public double weightDecay(String parameter) {
    return settings.weightDecay();
  }

  @Override
  public int stepsPerEpoch() {
    return batches.perEpoch();
  }

  @Override
  public NDArray loss(int epoch, int step) {
    Batch batch = batches.batch(epoch, step);
    return SegmentationLoss.total(network.logits(weights, batch.images()), batch.masks());
  }

  @Override
  public Optional<Evaluation> evaluate() {
    return validation.evaluate(network::logits, weights);
  }

  @Override
  public void keep(int cycle, Map<String, NDArray> best) {
    Map<String, NDArray> snapshot = new LinkedHashMap<>(weights);
    snapshot.putAll(best);
    WeightFile.write(snapshot, files.snapshot(cycle));
  }
}
