package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;

/** What the decoder's two outputs go through. */
public enum Heads {
  /** tanh on both, as printed in the paper: the standard deviation stays in [0.61, 1.65]. */
  TANH {
    @Override
    NDArray mean(NDArray raw) {
      return raw.tanh();
    }

    @Override
    NDArray logVariance(NDArray raw) {
      return raw.tanh();
    }
  },
  /** The mean as it is, the log variance in [-9, 4]: what standardised kernels need. */
  CLAMPED {
    @Override
    NDArray mean(NDArray raw) {
      return raw;
    }

    @Override
    NDArray logVariance(NDArray raw) {
      return raw.clip(LEAST_LOG_VARIANCE, GREATEST_LOG_VARIANCE);
    }
  };

  private static final float LEAST_LOG_VARIANCE = -9f;
  private static final float GREATEST_LOG_VARIANCE = 4f;

  abstract NDArray mean(NDArray raw);

  abstract NDArray logVariance(NDArray raw);
}
