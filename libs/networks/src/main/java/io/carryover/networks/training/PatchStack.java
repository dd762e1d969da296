package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import java.nio.FloatBuffer;

/** Boxes of volumes, one after the other, as the network takes them. */
final class PatchStack {

  private final Shape patch;
  private final float[] values;
  private int size;

  PatchStack(Shape patch, int capacity) {
    this.patch = patch;
    this.values = new float[Math.multiplyExact(capacity, patch.voxels())];
  }

  /** Adds a box of the patch's shape that lies within the volume. */
  void add(float[] voxels, Shape volume, Window box) {
    box.copy(voxels, volume, values, size * patch.voxels());
    size++;
  }

  /** All boxes as images, (N, 1, D, H, W). */
  NDArray images(NDManager manager) {
    return array(manager, size, 1, patch.depth(), patch.height(), patch.width());
  }

  /** All boxes as masks, (N, D, H, W). */
  NDArray masks(NDManager manager) {
    return array(manager, size, patch.depth(), patch.height(), patch.width());
  }

  private NDArray array(NDManager manager, long... shape) {
    FloatBuffer used = FloatBuffer.wrap(values, 0, size * patch.voxels());
    return manager.create(used, new ai.djl.ndarray.types.Shape(shape));
  }
}
