package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of snapshots. Those of a training on patches are measured once more by the overlap
 * that models are served with, since its epochs were compared by a cheaper one.
 */
final class ServedQuality {

  private final NDManager manager;
  private final UNetArchitecture architecture;
  private final TrainingData data;
  private final TrainingSettings settings;

  ServedQuality(
      NDManager manager,
      UNetArchitecture architecture,
      TrainingData data,
      TrainingSettings settings) {
    this.manager = manager;
    this.architecture = architecture;
    this.data = data;
    this.settings = settings;
  }

  /** The snapshot of a cycle with its figures; without validation scans it has none. */
  Snapshot snapshot(int cycle, Path weights, EpochLoop.Kept kept) {
    Optional<Evaluation> served = settings.patch().flatMap(patch -> measured(weights));
    return new Snapshot(
        cycle,
        weights,
        served.map(Evaluation::dsc).orElse(kept.dsc()),
        served.map(Evaluation::iou).orElse(kept.iou()),
        new SampledValidation(manager, architecture, data, settings).calibration(weights));
  }

  private Optional<Evaluation> measured(Path file) {
    try (NDManager own = manager.newSubManager()) {
      Map<String, NDArray> weights = new InitialWeights(own, architecture).ofFile(file);
      UNet network = new UNet(architecture, own);
      return ValidationScans.asServed(own, data, settings).evaluate(network::logits, weights);
    }
  }
}
