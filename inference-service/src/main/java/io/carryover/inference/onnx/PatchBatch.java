package io.carryover.inference.onnx;

import io.carryover.imaging.volume.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Patches on their way through a network, in memory outside the heap that is used again for each
 * batch: input (N, 1, D, H, W), logits (N, 2, D, H, W), N from 0 to the capacity. For one thread at
 * a time.
 */
public final class PatchBatch {
  private static final int CLASSES = 2;

  private final Shape patch;
  private final int capacity;
  private final FloatBuffer input;
  private final FloatBuffer logits;
  private int size;

  /**
   * An empty batch.
   *
   * @param patch shape of each patch
   * @param capacity most patches of one run
   */
  public PatchBatch(Shape patch, int capacity) {
    this.patch = patch;
    this.capacity = capacity;
    this.input = direct(Math.multiplyExact(capacity, patch.voxels()));
    this.logits = direct(Math.multiplyExact(CLASSES * capacity, patch.voxels()));
  }

  private PatchBatch(Shape patch, FloatBuffer input, FloatBuffer logits) {
    this.patch = patch;
    this.capacity = 1;
    this.size = 1;
    this.input = input;
    this.logits = logits;
  }

  /** Shape of each patch. */
  public Shape patch() {
    return patch;
  }

  /** Patches that it holds. */
  public int size() {
    return size;
  }

  /** Most patches that it holds. */
  public int capacity() {
    return capacity;
  }

  /** Whether no further patch fits. */
  public boolean isFull() {
    return size == capacity;
  }

  /** Forgets all patches. */
  public void clear() {
    size = 0;
  }

  /** Adds a patch: its voxels in C order. */
  public void add(float[] voxels) {
    input.put(size * patch.voxels(), voxels, 0, patch.voxels());
    size++;
  }

  /**
   * Foreground probability of a patch after a run: softmax over the two logits, channel 1.
   *
   * @param number which patch, from 0
   * @param into takes one value for each voxel in C order
   */
  public void foreground(int number, float[] into) {
    int background = CLASSES * number * patch.voxels();
    int foreground = background + patch.voxels();
    for (int voxel = 0; voxel < patch.voxels(); voxel++) {
      into[voxel] = sigmoid(logits.get(foreground + voxel) - logits.get(background + voxel));
    }
  }

  /** Input of the patches that it holds, (N, 1, D, H, W); a view. */
  public FloatBuffer input() {
    return input.slice(0, size * patch.voxels());
  }

  /** Where their logits belong, (N, 2, D, H, W); a view. */
  public FloatBuffer logits() {
    return logits.slice(0, CLASSES * size * patch.voxels());
  }

  /** Each patch that it holds as a batch of its own, in the same memory. */
  List<PatchBatch> patches() {
    return IntStream.range(0, size).mapToObj(this::only).toList();
  }

  private PatchBatch only(int number) {
    int voxels = patch.voxels();
    return new PatchBatch(
        patch,
        input.slice(number * voxels, voxels),
        logits.slice(CLASSES * number * voxels, CLASSES * voxels));
  }

  long[] inputShape() {
    return new long[] {size, 1, patch.depth(), patch.height(), patch.width()};
  }

  long[] logitsShape() {
    return new long[] {size, CLASSES, patch.depth(), patch.height(), patch.width()};
  }

  /** softmax of (a, b) in b equals 1 / (1 + exp(a - b)). */
  private static float sigmoid(float difference) {
    return (float) (1 / (1 + Math.exp(-difference)));
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
