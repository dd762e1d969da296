package io.carryover.networks.training;

import java.nio.file.Path;

/** Where the weights of a training come from. */
public sealed interface Start {

  /** Random initialisation with He's standard deviation: SOURCE and RI. */
  static Start he() {
    return new He();
  }

  /** The weights of a source network, safetensors by layer name: PR and PRF. */
  static Start fromWeights(Path weights) {
    return new FromWeights(weights);
  }

  /** Posterior means from He, with a fitted prior, see {@code PriorFitting}: DWP. */
  static Start withPrior(Path prior) {
    return new WithPrior(prior);
  }

  /** See {@link #he()}. */
  record He() implements Start {}

  /** See {@link #fromWeights(Path)}. */
  record FromWeights(Path weights) implements Start {}

  /** See {@link #withPrior(Path)}. */
  record WithPrior(Path prior) implements Start {}
}
