package io.carryover.inference.registry;

import io.carryover.inference.segmentation.Segmenter;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model that stays open until the lease is closed, even when another replaces it meanwhile. */
public final class ModelLease implements AutoCloseable {
  private final ServedModel model;
  private final AtomicBoolean returned = new AtomicBoolean();

  ModelLease(ServedModel model) {
    this.model = model;
  }

  /** What is leased. */
  public DeployedModel model() {
    return model.facts();
  }

  /** Segments with it. */
  public Segmenter segmenter() {
    return model.segmenter();
  }

  /** Returns the model; a second call does nothing. */
  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      model.released();
    }
  }
}
