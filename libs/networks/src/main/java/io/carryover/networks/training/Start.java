package io.carryover.networks.training;

import java.nio.file.Path;
import java.util.Optional;

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

  /**
   * With a fitted prior, see {@code PriorFitting}: DWP. The settings say where the posterior means
   * start; where it is a source network, see {@link #withPriorAndSource(Path, Path)}.
   */
  static Start withPrior(Path prior) {
    return new WithPrior(prior, Optional.empty());
  }

  /** With a fitted prior, and posterior means from a source network: DWP. */
  static Start withPriorAndSource(Path prior, Path sourceWeights) {
    return new WithPrior(prior, Optional.of(sourceWeights));
  }

  /** See {@link #he()}. */
  record He() implements Start {}

  /** See {@link #fromWeights(Path)}. */
  record FromWeights(Path weights) implements Start {}

  /** See {@link #withPrior(Path)}. */
  record WithPrior(Path prior, Optional<Path> sourceWeights) implements Start {}
}
