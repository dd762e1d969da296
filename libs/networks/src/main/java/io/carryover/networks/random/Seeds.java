package io.carryover.networks.random;

import ai.djl.engine.Engine;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Randomness by counter: every draw has a seed of its own, made from the run's seed, what it is for
 * and where it is (epoch, step). Nothing has to be saved to go on after an interruption.
 *
 * @param seed of the run
 */
public record Seeds(long seed) {

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /** The seeds of one purpose. */
  public Seeds of(String purpose) {
    return at(purpose.hashCode());
  }

  /** The seeds of one place, for example an epoch or a step. */
  public Seeds at(long counter) {
    return new Seeds(mixed(mixed(seed) + GOLDEN_RATIO * (counter + 1)));
  }

  /** A generator that starts from this seed. */
  public RandomGenerator generator() {
    return new SplittableRandom(seed);
  }

  /** 0 to n - 1 in random order. */
  public int[] permutation(int n) {
    RandomGenerator generator = generator();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = generator.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Lets the engine's generator, of which a process has one, go on from this seed. */
  public void seedEngine() {
    Engine.getInstance().setRandomSeed((int) mixed(seed));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
