package io.carryover.networks.training;

import io.carryover.imaging.volume.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * Hyperparameters of one training; mirrors the event record TrainingSpec.
 *
 * @param method how to train
 * @param epochs epochs at most until the first convergence, at least 1
 * @param restarts learning-rate restarts after it; 0 unless the method is {@link
 *     TrainingMethod#SOURCE}
 * @param restartEpochs epochs at most after each restart; at least 1 where there are restarts
 * @param batchSize scans per step, at least 1
 * @param patch what the network sees of a scan at once, in training and when it is served; sides
 *     are multiples of 8, from 16 on; empty: all of it
 * @param learningRate initial learning rate of Adam
 * @param patience epochs without improvement before the learning rate is reduced, at least 1
 * @param factor what the learning rate is multiplied with on a plateau, in (0, 1)
 * @param minLearningRate training stops on a plateau at this rate; at most {@code learningRate}
 * @param weightDecay coupled L2 penalty in Adam, at least 0; for DWP see {@link
 *     PosteriorSettings#kernelWeightDecay}
 * @param posterior DWP: what else it is to know
 * @param seed of initialisation, order and sampling
 */
public record TrainingSettings(
    TrainingMethod method,
    int epochs,
    int restarts,
    int restartEpochs,
    int batchSize,
    Optional<Shape> patch,
    double learningRate,
    int patience,
    double factor,
    double minLearningRate,
    double weightDecay,
    PosteriorSettings posterior,
    long seed) {

  private static final int SIDE_DIVISOR = 8;
  private static final int SHORTEST_SIDE = 16;

  public TrainingSettings {
    require(epochs >= 1, "epochs must be at least 1", epochs);
    require(restarts >= 0, "restarts must be at least 0", restarts);
    require(restarts == 0 || method == TrainingMethod.SOURCE, "only SOURCE has restarts", restarts);
    require(restarts == 0 || restartEpochs >= 1, "restartEpochs must be at least 1", restartEpochs);
    require(batchSize >= 1, "batchSize must be at least 1", batchSize);
    patch.ifPresent(TrainingSettings::requirePatch);
    require(learningRate > 0, "learningRate must be positive", learningRate);
    require(patience >= 1, "patience must be at least 1", patience);
    require(factor > 0 && factor < 1, "factor must be in (0, 1)", factor);
    require(
        minLearningRate > 0 && minLearningRate <= learningRate,
        "minLearningRate must be positive and at most learningRate",
        minLearningRate);
    require(weightDecay >= 0, "weightDecay must be at least 0", weightDecay);
  }

  /** Epochs at most, all restarts included. */
  public int totalEpochs() {
    return epochs + restarts * restartEpochs;
  }

  private static void requirePatch(Shape patch) {
    require(
        Arrays.stream(patch.sides()).allMatch(s -> s >= SHORTEST_SIDE && s % SIDE_DIVISOR == 0),
        "patch sides must be multiples of 8 from 16 on",
        patch);
  }

  private static void require(boolean holds, String rule, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + actual);
    }
  }
}
