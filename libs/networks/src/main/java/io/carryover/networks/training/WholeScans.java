package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import io.carryover.networks.loss.SegmentationLoss;
import java.util.Map;

/** Scans that the network sees whole, one at a time. */
final class WholeScans implements ScanScoring {

  private static final NDIndex BACKGROUND = new NDIndex(":,0");
  private static final NDIndex FOREGROUND = new NDIndex(":,1");

  private final NDManager manager;
  private final Shape shape;
  private final Window whole;
  private final PatchStack image;
  private final PatchStack mask;

  WholeScans(NDManager manager, Shape shape) {
    this.manager = manager;
    this.shape = shape;
    this.whole = new Window(shape, 0, 0, 0);
    this.image = new PatchStack(shape, 1);
    this.mask = new PatchStack(shape, 1);
  }

  @Override
  public Score score(Network network, Map<String, NDArray> weights, Example scan) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray masks = stack(mask, scan.mask()).masks(manager);
      NDArray logits = network.logits(weights, stack(image, scan.image()).images(manager));
      return new Score(number(SegmentationLoss.total(logits, masks)), overlap(logits, masks));
    }
  }

  private PatchStack stack(PatchStack stack, float[] voxels) {
    stack.clear();
    stack.add(voxels, shape, whole);
    return stack;
  }

  private static Overlap overlap(NDArray logits, NDArray masks) {
    NDArray predicted =
        logits.get(FOREGROUND).gt(logits.get(BACKGROUND)).toType(DataType.FLOAT32, false);
    long both = Math.round(number(predicted.mul(masks).sum()));
    long found = Math.round(number(predicted.sum()));
    long there = Math.round(number(masks.sum()));
    return new Overlap(both, found - both, there - both);
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }
}
