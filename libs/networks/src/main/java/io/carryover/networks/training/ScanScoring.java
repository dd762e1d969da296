package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import io.carryover.imaging.metrics.Overlap;
import java.util.Map;

/** Puts one held-out scan through a network and compares. */
interface ScanScoring {

  /** What the network of these weights makes of a scan; its arrays are closed on return. */
  Score score(Network network, Map<String, NDArray> weights, Example scan);

  /** Images (N, 1, D, H, W) to logits (N, 2, D, H, W) by weights. */
  interface Network {
    NDArray logits(Map<String, NDArray> weights, NDArray images);
  }

  /** Figures of one scan. */
  record Score(double loss, Overlap overlap) {}
}
