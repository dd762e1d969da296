package io.carryover.imaging.phantom;

import io.carryover.imaging.decathlon.DecathlonWriter;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Invented scans with known truth, for demonstrations and tests without any patient.
 *
 * <p>Each scan is a head: an ellipsoid of textured tissue, zero outside, with one bright ellipsoid
 * to be found and several distractors of other shape or intensity, seen through a smooth bias field
 * and Rician noise. {@link #source} and {@link #target} differ in shape, contrast, texture, noise
 * and bias, so that what one teaches helps with the other but does not solve it.
 *
 * <p>A scan depends on (shape, seed, role, index) alone. Immutable; any thread.
 */
public final class PhantomCohort {
  private static final int LEAST_SIDE = 16;

  private final Shape shape;
  private final long seed;
  private final PhantomStyle style;

  private PhantomCohort(Shape shape, long seed, PhantomStyle style) {
    this.shape = requireRoom(shape);
    this.seed = seed;
    this.style = style;
  }

  /** The cohort to learn from. */
  public static PhantomCohort source(Shape shape, long seed) {
    return new PhantomCohort(shape, seed, PhantomStyle.SOURCE);
  }

  /** The cohort to transfer to. */
  public static PhantomCohort target(Shape shape, long seed) {
    return new PhantomCohort(shape, seed, PhantomStyle.TARGET);
  }

  /** The scan of an index, from 0. */
  public LabelledScan scan(int index) {
    return new Phantom(shape, style, random(index)).scan();
  }

  /**
   * Writes the first scans as a Decathlon folder: phantom_0001, phantom_0002 and so on; those of a
   * target from phantom_1001.
   *
   * @param scans how many
   */
  public void writeDecathlon(Path folder, int scans) throws IOException {
    DecathlonWriter writer = new DecathlonWriter(folder, style.name(), "bright ellipsoid");
    for (int index = 0; index < scans; index++) {
      writer.add(
          String.format(Locale.ROOT, "phantom_%04d", style.firstNumber() + index), scan(index));
    }
    writer.finish();
  }

  private static Shape requireRoom(Shape shape) {
    if (Math.min(shape.depth(), Math.min(shape.height(), shape.width())) < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "a phantom's sides have at least %d voxels, got %s".formatted(LEAST_SIDE, shape));
    }
    return shape;
  }

  /** One stream of random numbers a scan; neighbouring seeds and indices have unlike streams. */
  private Random random(int index) {
    return new Random(mixed(mixed(mixed(seed) + style.name().hashCode()) + index));
  }

  /** The finaliser of MurmurHash3: every bit of the input reaches every bit of the output. */
  private static long mixed(long bits) {
    long once = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return twice ^ (twice >>> 33);
  }
}
