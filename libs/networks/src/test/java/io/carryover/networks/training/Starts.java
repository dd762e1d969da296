package io.carryover.networks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.dwp.TapGaussian;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.vae.KernelVaeArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A source network and a prior of random weights, for {@link TinyCohort#NARROW}. */
final class Starts {

  private final Path directory;

  Starts(Path directory) {
    this.directory = directory;
  }

  Start of(TrainingMethod method) {
    return switch (method) {
      case SOURCE, RI -> Start.he();
      case PR, PRF -> Start.fromWeights(weights());
      case DWP -> Start.withPrior(prior());
    };
  }

  Path weights() {
    Path file = directory.resolve("weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      WeightFile.write(new InitialWeights(manager, TinyCohort.NARROW).he(new Seeds(1)), file);
    }
    return file;
  }

  /** With the control of shuffled kernels. */
  Path prior() {
    return prior("prior.safetensors", new KernelVaeArchitecture(2)::initialise);
  }

  /** Without it. */
  Path priorWithoutControl() {
    return prior("prior-alone.safetensors", manager -> Map.of());
  }

  private Path prior(String name, Function<NDManager, Map<String, NDArray>> shuffled) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      writePrior(file, shuffled);
    }
    return file;
  }

  private static void writePrior(Path file, Function<NDManager, Map<String, NDArray>> shuffled) {
    Engine.getInstance().setRandomSeed(2);
    try (NDManager manager = NDManager.newBaseManager()) {
      List<GroupPrior> groups = new ArrayList<>();
      for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
        NDArray sd = manager.create(0.1f);
        Map<String, NDArray> vae = new KernelVaeArchitecture(3).initialise(manager);
        groups.add(new GroupPrior(group, sd, ramp(manager), vae, shuffled.apply(manager)));
      }
      GroupPrior.writeAll(groups, file);
    }
  }

  /** Mean -1.3 to 1.3 over the taps, standard deviation 0.01. */
  static TapGaussian ramp(NDManager manager) {
    return new TapGaussian(
        manager.arange(27f).sub(13).div(10), manager.ones(new Shape(27)).mul(0.01));
  }
}
