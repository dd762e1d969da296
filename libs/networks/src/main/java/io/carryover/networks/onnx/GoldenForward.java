package io.carryover.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.imaging.contract.GoldenPair;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import java.util.Map;
import java.util.Random;

/**
 * One fixed input through the training network. The input is smooth like a scan, a sum of {@value
 * #WAVES} cosine waves of random direction, scaled to [0, 1]; its three sides differ, so that
 * swapped axes are noticed.
 */
final class GoldenForward {

  /** (N, 1, D, H, W). */
  private static final int[] SHAPE = {1, 1, 24, 16, 32};

  private static final long SEED = 20190844;
  private static final int WAVES = 12;

  /** Highest wave number along an axis: a wave length of 8 voxels on the shortest one. */
  private static final double STEEPEST = Math.PI / 4;

  private GoldenForward() {}

  /**
   * The pair of this network.
   *
   * @param weights by layer name; their manager's device computes
   */
  static GoldenPair pair(UNetArchitecture architecture, Map<String, NDArray> weights) {
    float[] image = image();
    try (NDManager manager = weights.get("init_conv").getManager().newSubManager()) {
      NDArray input =
          manager.create(image, new Shape(SHAPE[0], SHAPE[1], SHAPE[2], SHAPE[3], SHAPE[4]));
      NDArray logits = new UNet(architecture, manager).logits(weights, input);
      return new GoldenPair(SHAPE, image, logits.toFloatArray());
    }
  }

  private static float[] image() {
    double[] sum = new double[SHAPE[2] * SHAPE[3] * SHAPE[4]];
    Random random = new Random(SEED);
    for (int wave = 0; wave < WAVES; wave++) {
      addWave(sum, random);
    }
    return scaled(sum);
  }

  private static void addWave(double[] sum, Random random) {
    double d = STEEPEST * (2 * random.nextDouble() - 1);
    double h = STEEPEST * (2 * random.nextDouble() - 1);
    double w = STEEPEST * (2 * random.nextDouble() - 1);
    double phase = 2 * Math.PI * random.nextDouble();
    for (int i = 0; i < sum.length; i++) {
      int column = i % SHAPE[4];
      int row = i / SHAPE[4] % SHAPE[3];
      int slice = i / (SHAPE[4] * SHAPE[3]);
      sum[i] += StrictMath.cos(d * slice + h * row + w * column + phase);
    }
  }

  private static float[] scaled(double[] values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) ((values[i] + WAVES) / (2 * WAVES));
    }
    return scaled;
  }
}
