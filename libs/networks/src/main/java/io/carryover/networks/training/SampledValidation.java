package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.imaging.uncertainty.CalibrationScan;
import io.carryover.imaging.uncertainty.Reliability;
import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.uncertainty.ScanTally;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.dwp.PosteriorSamples;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What samples of a posterior say about the validation scans, beside what is there: the calibration
 * of what the model will state when it is served.
 */
final class SampledValidation {

  private final NDManager manager;
  private final UNetArchitecture architecture;
  private final TrainingData data;
  private final TrainingSettings settings;

  SampledValidation(
      NDManager manager,
      UNetArchitecture architecture,
      TrainingData data,
      TrainingSettings settings) {
    this.manager = manager;
    this.architecture = architecture;
    this.data = data;
    this.settings = settings;
  }

  /** Of the network in a file; empty where it has no posterior, or there are too few scans. */
  Optional<Calibration> calibration(Path file) {
    Reliability reliability = new Reliability();
    List<CalibrationScan> scans = scans(file, reliability);
    return scans.size() < Calibration.LEAST_SCANS
        ? Optional.empty()
        : Optional.of(Calibration.fit(scans, reliability));
  }

  /**
   * What the network in a file says about each scan; nothing where it has no posterior.
   *
   * @param reliability counts all voxels
   */
  List<CalibrationScan> scans(Path file, Reliability reliability) {
    try (NDManager own = manager.newSubManager()) {
      PosteriorSamples posterior = new PosteriorSamples(architecture, WeightFile.read(own, file));
      return posterior.isThere() ? scans(own, layers(posterior), reliability) : List.of();
    }
  }

  private List<Map<String, NDArray>> layers(PosteriorSamples posterior) {
    new Seeds(settings.seed()).of("calibration").seedEngine();
    List<Map<String, NDArray>> layers = new ArrayList<>();
    layers.add(posterior.means());
    for (int sample = 0; sample < ScanSamples.USUAL; sample++) {
      layers.add(posterior.draw());
    }
    return layers;
  }

  private List<CalibrationScan> scans(
      NDManager own, List<Map<String, NDArray>> layers, Reliability reliability) {
    Shape shape = data.shape();
    PatchGrid grid = new PatchGrid(shape, settings.patch().orElse(shape), InputSpec.SERVED_OVERLAP);
    BlendedScans scans = new BlendedScans(own, grid, settings.batchSize());
    UNet network = new UNet(architecture, own);
    return data.validation().stream()
        .map(scan -> said(scans, network, layers, scan, reliability))
        .toList();
  }

  private static CalibrationScan said(
      BlendedScans scans,
      UNet network,
      List<Map<String, NDArray>> layers,
      Example scan,
      Reliability reliability) {
    ScanTally tally = new ScanTally(layers.size());
    scans.blend(
        network::logits,
        layers,
        scan.image(),
        (inVolume, means, inSlab, length) -> {
          tally.add(means, inSlab, length);
          for (int n = 0; n < length; n++) {
            reliability.add(means[0][inSlab + n], scan.mask()[inVolume + n]);
          }
        });
    return new CalibrationScan(tally.total(), foreground(scan.mask()));
  }

  private static long foreground(float[] mask) {
    long voxels = 0;
    for (float voxel : mask) {
      voxels += voxel != 0 ? 1 : 0;
    }
    return voxels;
  }
}
