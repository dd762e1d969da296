package io.carryover.networks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.vae.KernelVaeArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private Path prior() {
    Path file = directory.resolve("prior.safetensors");
    if (!Files.exists(file)) {
      writePrior(file);
    }
    return file;
  }

  private static void writePrior(Path file) {
    Engine.getInstance().setRandomSeed(2);
    try (NDManager manager = NDManager.newBaseManager()) {
      List<GroupPrior> groups = new ArrayList<>();
      for (int group = 1; group <= UNetArchitecture.GROUPS; group++) {
        NDArray sd = manager.create(0.1f);
        groups.add(new GroupPrior(group, sd, new KernelVaeArchitecture(3).initialise(manager)));
      }
      GroupPrior.writeAll(groups, file);
    }
  }
}
