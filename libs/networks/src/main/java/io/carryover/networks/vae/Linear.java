package io.carryover.networks.vae;

import ai.djl.ndarray.NDArray;

/**
 * x M + b for rows x.
 *
 * @param matrix (in, out)
 * @param bias (out)
 */
record Linear(NDArray matrix, NDArray bias) {

  /** A map whose weight is stored (out, in). */
  static Linear of(NDArray weight, NDArray bias) {
    return new Linear(weight.transpose(), bias);
  }

  NDArray of(NDArray rows) {
    return rows.matMul(matrix).add(bias);
  }
}
