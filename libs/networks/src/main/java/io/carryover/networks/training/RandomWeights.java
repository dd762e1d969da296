package io.carryover.networks.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;

/** A network that nobody trained, for measurements. */
public final class RandomWeights {

  private RandomWeights() {}

  /** Writes He's initialisation; returns the file. */
  public static Path write(UNetArchitecture architecture, long seed, Path file) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      WeightFile.write(new InitialWeights(manager, architecture).he(new Seeds(seed)), file);
    }
    return file;
  }
}
