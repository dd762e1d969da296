package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The training scans in batches, each epoch in an order of its own; the last batch may be smaller.
 */
final class Batches {

  private final NDManager manager;
  private final TrainingData data;
  private final int size;
  private final Seeds seeds;
  private final ByteBuffer images;
  private final ByteBuffer masks;

  Batches(NDManager manager, TrainingData data, int size, Seeds seeds) {
    this.manager = manager;
    this.data = data;
    this.size = size;
    this.seeds = seeds.of("order");
    this.images = memory(Math.multiplyExact(size, data.shape().voxels()));
    this.masks = memory(Math.multiplyExact(size, data.shape().voxels()));
  }

  /**
   * Scans as the network takes them.
   *
   * @param images (N, 1, D, H, W)
   * @param masks (N, D, H, W)
   */
  record Batch(NDArray images, NDArray masks) {}

  int perEpoch() {
    return (data.train().size() + size - 1) / size;
  }

  Batch batch(int epoch, int step) {
    int[] order = seeds.at(epoch).permutation(data.train().size());
    return of(
        Arrays.stream(order)
            .skip((long) step * size)
            .limit(size)
            .mapToObj(data.train()::get)
            .toList());
  }

  /**
   * Some examples, as many as a batch at most. They lie in memory that all batches share: one is
   * over when the next is asked for.
   */
  Batch of(List<Example> examples) {
    io.carryover.imaging.volume.Shape s = data.shape();
    int n = examples.size();
    return new Batch(
        filled(images, examples, Example::image, new Shape(n, 1, s.depth(), s.height(), s.width())),
        filled(masks, examples, Example::mask, new Shape(n, s.depth(), s.height(), s.width())));
  }

  private NDArray filled(
      ByteBuffer memory, List<Example> examples, Function<Example, float[]> part, Shape shape) {
    FloatBuffer voxels = memory.asFloatBuffer();
    examples.forEach(example -> voxels.put(part.apply(example)));
    return manager.create(
        memory.slice(0, voxels.position() * Float.BYTES), shape, DataType.FLOAT32);
  }

  /** A new buffer at each step would be freed by the garbage collector, long after the step. */
  private static ByteBuffer memory(int voxels) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(voxels, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }
}
