package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Boxes of volumes, one after the other, as the network takes them.
 *
 * <p>They lie in memory of the stack's own, outside the heap, which its arrays share: they are over
 * when the stack is cleared. New memory for each batch would be freed by the garbage collector
 * alone, long after the step.
 */
final class PatchStack {

  /** Bytes; as the engine's own arrays, for sums may depend on where a vector register begins. */
  private static final int ALIGNMENT = 64;

  private final Shape patch;
  private final ByteBuffer memory;
  private final FloatBuffer values;
  private int size;

  PatchStack(Shape patch, int capacity) {
    this.patch = patch;
    this.memory =
        ByteBuffer.allocateDirect(
                Math.addExact(
                    Math.multiplyExact(Math.multiplyExact(capacity, patch.voxels()), Float.BYTES),
                    ALIGNMENT))
            .alignedSlice(ALIGNMENT)
            .order(ByteOrder.nativeOrder());
    this.values = memory.asFloatBuffer();
  }

  /** Takes all boxes away. */
  void clear() {
    size = 0;
  }

  /** Adds a box of the patch's shape that lies within the volume. */
  void add(float[] voxels, Shape volume, Window box) {
    int offset = size * patch.voxels();
    box.forEachRow(
        volume,
        (inVolume, inWindow, length) -> values.put(offset + inWindow, voxels, inVolume, length));
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
    ByteBuffer used = memory.slice(0, size * patch.voxels() * Float.BYTES);
    return manager.create(used, new ai.djl.ndarray.types.Shape(shape), DataType.FLOAT32);
  }
}
