package io.carryover.networks.training;

import java.util.Locale;

/** How a network is trained (Kuzina et al. 2019, section 3.2). */
public enum TrainingMethod {
  /** A source network from random initialisation, with learning-rate restarts. */
  SOURCE,
  /** UNet-RI: random initialisation. */
  RI,
  /** UNet-PR: initialised from a source network, every layer trained. */
  PR,
  /** UNet-PRf: initialised from a source network, only the first and the last block trained. */
  PRF,
  /** UNet-DWP: variational inference with the deep weight prior. */
  DWP;

  /** Name of the stage in progress reports: {@code source}, {@code ri}, ... */
  public String stage() {
    return name().toLowerCase(Locale.ROOT);
  }
}
