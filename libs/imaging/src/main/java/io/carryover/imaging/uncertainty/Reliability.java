package io.carryover.imaging.uncertainty;

/**
 * How far stated probabilities are from what is there, over many voxels.
 *
 * <pre>
 *   ece   = sum over ten bins of |sum of p - foreground voxels| / voxels   (Guo et al. 2017)
 *   brier = mean of (p - truth)^2
 * </pre>
 *
 * <p>Counted are voxels in doubt: foreground, or of a probability of {@value #LEAST} at least. The
 * empty rest of a scan is easy and would make any network look calibrated. One thread at a time.
 */
public final class Reliability {
  private static final float LEAST = 0.01f;
  private static final int BINS = 10;

  private final double[] excess = new double[BINS];
  private double squares;
  private long voxels;

  /**
   * Counts one voxel.
   *
   * @param truth 1 where it is foreground, else 0
   */
  public void add(float probability, float truth) {
    if (truth != 0 || probability >= LEAST) {
      double difference = probability - truth;
      excess[Math.min(BINS - 1, (int) (probability * BINS))] += difference;
      squares += difference * difference;
      voxels++;
    }
  }

  /** Expected calibration error, 0 to 1; 0 where no voxel was in doubt. */
  public double ece() {
    double sum = 0;
    for (double bin : excess) {
      sum += Math.abs(bin);
    }
    return voxels == 0 ? 0 : sum / voxels;
  }

  /** Brier score, 0 to 1; 0 where no voxel was in doubt. */
  public double brier() {
    return voxels == 0 ? 0 : squares / voxels;
  }
}
