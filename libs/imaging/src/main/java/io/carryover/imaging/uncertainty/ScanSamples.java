package io.carryover.imaging.uncertainty;

import io.carryover.imaging.metrics.Overlap;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Foreground voxels of one scan, by the mean weights and by each sample of the weights.
 *
 * @param foreground by layer, the mean weights' first: that is the mask's
 * @param common by layer, those that are in the mask as well
 */
public record ScanSamples(List<Long> foreground, List<Long> common) {
  /** Samples that are drawn where nobody asks for another number. */
  public static final int USUAL = 8;

  private static final int LEAST_SAMPLES = 2;

  /** Copies both. */
  public ScanSamples {
    foreground = List.copyOf(foreground);
    common = List.copyOf(common);
  }

  /** Voxels of the mask. */
  public long mask() {
    return foreground.get(0);
  }

  /** How many samples of the weights there were. */
  public int samples() {
    return foreground.size() - 1;
  }

  /** Whether there are samples enough to tell how they vary. */
  public boolean areEnough() {
    return samples() >= LEAST_SAMPLES;
  }

  /**
   * Standard deviation of the samples' foreground in voxels, at least 1: a volume is known to a
   * voxel at best.
   */
  public double standardDeviation() {
    double mean = sampled().average().orElseThrow();
    double squares = sampled().map(voxels -> (voxels - mean) * (voxels - mean)).sum();
    return Math.max(1, Math.sqrt(squares / (samples() - 1)));
  }

  /** Mean DSC of each sample's mask and the mask, 0 to 1 (Roy et al. 2018, section 2.3). */
  public double agreement() {
    return IntStream.rangeClosed(1, samples()).mapToDouble(this::agreement).average().orElseThrow();
  }

  private double agreement(int layer) {
    long both = common.get(layer);
    return new Overlap(both, foreground.get(layer) - both, mask() - both).dsc();
  }

  private DoubleStream sampled() {
    return foreground.stream().skip(1).mapToDouble(Long::doubleValue);
  }
}
