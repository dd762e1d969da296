package io.carryover.cli.experiment;

/** Who is tested on in the splits of an experiment. */
enum TestDeal {
  /** Dealt anew in each split; somebody may be dealt again. */
  ANEW,
  /** The same people in all splits. */
  SAME;

  /** The seed that deals them. */
  long seed(long seed, int split) {
    return this == SAME ? seed : seed + split - 1;
  }
}
