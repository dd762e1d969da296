package io.carryover.inference.onnx;

import io.carryover.imaging.volume.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Chooses between the exported graph and another one: the other must give the same logits of a
 * patch of noise, and must be faster. Both run in turns, so that what else the machine does slows
 * both.
 */
final class GraphRace {
  /**
   * Largest relative distance (Euclidean norm) of the logits: float32 sums of another order; both
   * graphs are that far from the exact sums.
   */
  static final double TOLERANCE = 1e-5;

  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long SEED = 1;

  private final Shape patch;
  private final LongSupplier nanoTime;

  /**
   * A race.
   *
   * @param patch shape of the patch
   * @param nanoTime clock in nanoseconds
   */
  GraphRace(Shape patch, LongSupplier nanoTime) {
    this.patch = patch;
    this.nanoTime = nanoTime;
  }

  /** Runs both; these first runs warm up too. */
  GraphChoice between(PatchNetwork exported, PatchNetwork blocked) {
    PatchBatch expected = noise();
    PatchBatch computed = noise();
    exported.run(expected);
    blocked.run(computed);
    double distance = distance(expected.logits(), computed.logits());
    return distance <= TOLERANCE
        ? faster(exported, blocked, expected)
        : GraphChoice.exported(
            text(
                "logits of the blocked graph are %.1e apart, more than %.1e", distance, TOLERANCE));
  }

  private GraphChoice faster(PatchNetwork exported, PatchNetwork blocked, PatchBatch batch) {
    long[] ofExported = new long[ROUNDS];
    long[] ofBlocked = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ofExported[round] = nanos(exported, batch);
      ofBlocked[round] = nanos(blocked, batch);
    }
    return faster(median(ofExported), median(ofBlocked));
  }

  private static GraphChoice faster(double exported, double blocked) {
    String times = text("%.1f ms a patch exported, %.1f ms blocked", exported, blocked);
    GraphChoice.Graph graph =
        blocked < exported ? GraphChoice.Graph.BLOCKED : GraphChoice.Graph.EXPORTED;
    return new GraphChoice(graph, times);
  }

  private long nanos(PatchNetwork network, PatchBatch batch) {
    long start = nanoTime.getAsLong();
    network.run(batch);
    return nanoTime.getAsLong() - start;
  }

  /** Milliseconds. */
  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / NANOS_PER_MILLI;
  }

  private PatchBatch noise() {
    Random random = new Random(SEED);
    float[] voxels = new float[patch.voxels()];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = random.nextFloat();
    }
    PatchBatch batch = new PatchBatch(patch, 1);
    batch.add(voxels);
    return batch;
  }

  /** ||a - b|| / ||a||; not a number where a is all zeros. */
  private static double distance(FloatBuffer a, FloatBuffer b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.limit(); i++) {
      difference += Math.pow((double) a.get(i) - b.get(i), 2);
      norm += Math.pow(a.get(i), 2);
    }
    return Math.sqrt(difference / norm);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
