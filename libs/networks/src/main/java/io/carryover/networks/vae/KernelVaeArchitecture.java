package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of the kernel VAE (Kuzina et al. 2019, figure 3): 962,414 parameters at latent
 * dimension 6.
 *
 * <p>Convolutions store (out, in, d, h, w), transposed convolutions (in, out, d, h, w), linear maps
 * (out, in).
 *
 * @param latent dimension of z, at least 1
 */
public record KernelVaeArchitecture(int latent) {

  public KernelVaeArchitecture {
    if (latent < 1) {
      throw new IllegalArgumentException("latent must be at least 1, got " + latent);
    }
  }

  /** Every weight and bias by name, in the order of the data's way. */
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    layer(shapes, "encode.0", 32, 32, 1, 3, 3, 3);
    layer(shapes, "encode.3", 64, 64, 32, 3, 3, 3);
    layer(shapes, "encode.6", 128, 128, 64, 1, 1, 1);
    layer(shapes, "latent_mu", latent, latent, 128);
    layer(shapes, "latent_log_var", latent, latent, 128);
    layer(shapes, "linear", 128, 128, latent);
    layer(shapes, "decode.0", 128, 128, 128, 3, 3, 3);
    layer(shapes, "decode.2", 128, 128, 128, 3, 3, 3);
    layer(shapes, "decode.4", 64, 128, 64, 1, 1, 1);
    layer(shapes, "decode.6", 32, 64, 32, 1, 1, 1);
    layer(shapes, "reconstruction_mu", 1, 32, 1, 1, 1, 1);
    layer(shapes, "reconstruction_log_var", 1, 32, 1, 1, 1, 1);
    return shapes;
  }

  /** Number of parameters. */
  public long parameters() {
    return shapes().values().stream().mapToLong(Shape::size).sum();
  }

  /**
   * Random weights: normal with standard deviation 1 / sqrt(fan-in), biases 0. The fan-in counts
   * the taps that a kernel's way through the network meets: one of decode.0 and decode.2. Drawn
   * from the engine's generator.
   */
  public Map<String, NDArray> initialise(NDManager manager) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    shapes().forEach((name, shape) -> weights.put(name, initial(manager, name, shape)));
    return weights;
  }

  private static NDArray initial(NDManager manager, String name, Shape shape) {
    return name.endsWith(".bias")
        ? manager.zeros(shape)
        : manager.randomNormal(
            0f, (float) (1 / Math.sqrt(fanIn(name, shape))), shape, DataType.FLOAT32);
  }

  private static double fanIn(String name, Shape shape) {
    if (name.startsWith("encode")) {
      return (double) shape.size() / shape.get(0);
    }
    boolean transposed = name.startsWith("decode") || name.startsWith("reconstruction");
    return (double) shape.get(transposed ? 0 : 1);
  }

  private static void layer(Map<String, Shape> shapes, String name, long biases, long... weights) {
    shapes.put(name + ".weight", new Shape(weights));
    shapes.put(name + ".bias", new Shape(biases));
  }
}
