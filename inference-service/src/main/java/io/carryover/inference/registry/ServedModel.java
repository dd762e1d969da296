package io.carryover.inference.registry;

import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.inference.segmentation.Segmenter;
import java.util.Optional;

/**
 * An opened model and how many hold it: the registry while it is current, and each lease. It is
 * closed when nobody does.
 */
final class ServedModel {
  private final DeployedModel facts;
  private final Segmenter segmenter;
  private final OnnxModel session;
  private int holders = 1;

  /** A model that its maker holds. */
  ServedModel(DeployedModel facts, Segmenter segmenter, OnnxModel session) {
    this.facts = facts;
    this.segmenter = segmenter;
    this.session = session;
  }

  DeployedModel facts() {
    return facts;
  }

  Segmenter segmenter() {
    return segmenter;
  }

  PatchNetwork network() {
    return session;
  }

  /** One holder more; only by somebody who knows that there is one. */
  synchronized ServedModel held() {
    holders++;
    return this;
  }

  /** One holder more, unless the last one was there. */
  synchronized Optional<ServedModel> heldIfOpen() {
    return holders > 0 ? Optional.of(held()) : Optional.empty();
  }

  synchronized boolean isClosed() {
    return holders == 0;
  }

  /** One holder less; the last one closes the session. */
  synchronized void released() {
    holders--;
    if (holders == 0) {
      session.close();
    }
  }
}
