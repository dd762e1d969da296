package io.carryover.networks.loss;

import static io.carryover.networks.engine.EngineNumber.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;

/**
 * Loss of binary segmentation (Kuzina et al. 2019, section 2.3 and the authors' code).
 *
 * <pre>
 *   d  = logit of foreground - logit of background,  p = sigmoid(d) = softmax(logits)[1]
 *   CE = mean over voxels of softplus(d) - y d
 *   softDice = (2 sum(p y) + 1e-3) / (sum p + sum y + 1e-3), over the whole batch
 *   total = 0.01 CE + 0.99 (1 - softDice)
 * </pre>
 *
 * <p>Logits are (N, 2, D, H, W) with channel 1 the foreground, masks (N, D, H, W) of 0 and 1. Every
 * loss is a scalar. Pure functions.
 */
public final class SegmentationLoss {

  private static final double CROSS_ENTROPY_SHARE = 0.01;
  private static final double SMOOTHING = 1e-3;
  private static final double LEAST_PROBABILITY = 0x1p-24;
  private static final NDIndex BACKGROUND = new NDIndex(":,0");
  private static final NDIndex FOREGROUND = new NDIndex(":,1");

  private SegmentationLoss() {}

  /** p, the probability of foreground, (N, D, H, W). */
  public static NDArray foreground(NDArray logits) {
    return Activation.sigmoid(difference(logits));
  }

  /**
   * The same total from probabilities, such as a mean over overlapping patches, of which no logits
   * are known.
   *
   * <pre>
   *   CE = mean over voxels of -log max(2^-24, p of the true class)
   * </pre>
   *
   * <p>2^-24 is the step of float32 below 1: without it a voxel that is wrong beyond doubt would
   * cost infinitely much. It costs 16.6 nats, of which the total has a hundredth.
   *
   * @param probabilities p of each voxel, in [0, 1]
   * @param mask 0 or 1 of each voxel, same order and length
   */
  public static double total(float[] probabilities, float[] mask) {
    double nats = 0;
    double overlap = 0;
    double both = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      double p = probabilities[voxel];
      nats -= Math.log(Math.max(LEAST_PROBABILITY, mask[voxel] == 0 ? 1 - p : p));
      overlap += p * mask[voxel];
      both += p + mask[voxel];
    }
    double softDice = (2 * overlap + SMOOTHING) / (both + SMOOTHING);
    return CROSS_ENTROPY_SHARE * nats / mask.length + (1 - CROSS_ENTROPY_SHARE) * (1 - softDice);
  }

  /** 0.01 CE + 0.99 (1 - softDice). */
  public static NDArray total(NDArray logits, NDArray mask) {
    NDArray difference = difference(logits);
    NDArray dissimilarity = softDiceOf(difference, mask).neg().add(1);
    return times(crossEntropyOf(difference, mask), CROSS_ENTROPY_SHARE)
        .add(times(dissimilarity, 1 - CROSS_ENTROPY_SHARE));
  }

  /** Mean cross-entropy over voxels, in nats. */
  public static NDArray crossEntropy(NDArray logits, NDArray mask) {
    return crossEntropyOf(difference(logits), mask);
  }

  /** Soft Dice coefficient of the foreground over the batch, in [0, 1]. */
  public static NDArray softDice(NDArray logits, NDArray mask) {
    return softDiceOf(difference(logits), mask);
  }

  private static NDArray difference(NDArray logits) {
    return logits.get(FOREGROUND).sub(logits.get(BACKGROUND));
  }

  private static NDArray crossEntropyOf(NDArray difference, NDArray mask) {
    return Activation.softPlus(difference).sub(mask.mul(difference)).mean();
  }

  private static NDArray softDiceOf(NDArray difference, NDArray mask) {
    NDArray probability = Activation.sigmoid(difference);
    NDArray overlap = probability.mul(mask).sum();
    NDArray both = probability.sum().add(mask.sum());
    return times(overlap, 2).add(SMOOTHING).div(both.add(SMOOTHING));
  }
}
