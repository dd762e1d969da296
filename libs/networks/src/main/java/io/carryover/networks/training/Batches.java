package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.networks.random.Seeds;
import java.util.Arrays;
import java.util.List;

/**
 * The training scans in batches, each epoch in an order of its own; the last batch may be smaller.
 */
final class Batches {

  private final NDManager manager;
  private final TrainingData data;
  private final int size;
  private final Seeds seeds;

  Batches(NDManager manager, TrainingData data, int size, Seeds seeds) {
    this.manager = manager;
    this.data = data;
    this.size = size;
    this.seeds = seeds.of("order");
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

  Batch of(List<Example> examples) {
    io.carryover.imaging.volume.Shape s = data.shape();
    int voxels = s.voxels();
    float[] images = new float[examples.size() * voxels];
    float[] masks = new float[examples.size() * voxels];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).image(), 0, images, i * voxels, voxels);
      System.arraycopy(examples.get(i).mask(), 0, masks, i * voxels, voxels);
    }
    int n = examples.size();
    return new Batch(
        manager.create(images, new Shape(n, 1, s.depth(), s.height(), s.width())),
        manager.create(masks, new Shape(n, s.depth(), s.height(), s.width())));
  }
}
