package io.carryover.inference.onnx;

import java.util.List;

/** A network by its mean weights, and by samples of its weights where it has a posterior. */
public interface PosteriorNetwork extends PatchNetwork {

  /** Whether its weights can be sampled. */
  boolean hasPosterior();

  /**
   * Networks of sampled weights. The sample of a seed and a number is the same each time, whatever
   * the count. They may be run until the next call, one at a time.
   *
   * @param count how many, the first ones of the seed
   * @throws IllegalStateException if there is no posterior and the count is above 0
   */
  List<PatchNetwork> samples(int count, long seed);

  /** A network without posterior. */
  static PosteriorNetwork point(PatchNetwork network) {
    return new PosteriorNetwork() {
      @Override
      public boolean hasPosterior() {
        return false;
      }

      @Override
      public List<PatchNetwork> samples(int count, long seed) {
        if (count > 0) {
          throw new IllegalStateException("the network has no posterior to draw from");
        }
        return List.of();
      }

      @Override
      public void run(PatchBatch batch) {
        network.run(batch);
      }
    };
  }
}
