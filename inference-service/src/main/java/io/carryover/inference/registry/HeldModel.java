package io.carryover.inference.registry;

import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.Device;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.Segmenter;
import java.util.concurrent.atomic.AtomicBoolean;

/** The lease of a served model: one of its holders until it is closed. */
final class HeldModel implements ModelLease {
  private final ServedModel model;
  private final AtomicBoolean returned = new AtomicBoolean();

  HeldModel(ServedModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return model.facts().name();
  }

  @Override
  public String sha256() {
    return model.facts().sha256();
  }

  @Override
  public Device device() {
    return model.facts().device();
  }

  @Override
  public Shape patch() {
    return model.facts().contract().input().patch();
  }

  @Override
  public PatchNetwork network() {
    return model.network();
  }

  @Override
  public Segmenter segmenter() {
    return model.segmenter();
  }

  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      model.released();
    }
  }
}
