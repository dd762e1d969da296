package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.volume.Window;
import io.carryover.networks.random.Seeds;

/**
 * The training scans in batches, each epoch in an order of its own; the last batch may be smaller.
 *
 * <p>Of each scan the network sees one patch a step, drawn by (epoch, step, place in the batch), or
 * the whole scan where the training has no patches. Nothing of a whole volume is made an array of
 * the engine unless the volume is the patch: activations and gradients are those of the patch.
 */
final class Batches {

  private final NDManager manager;
  private final TrainingData data;
  private final int size;
  private final PatchSampler sampler;
  private final Seeds order;
  private final Seeds places;
  private final PatchStack images;
  private final PatchStack masks;

  Batches(NDManager manager, TrainingData data, TrainingSettings settings, Seeds seeds) {
    this.manager = manager;
    this.data = data;
    this.size = settings.batchSize();
    this.sampler =
        new PatchSampler(data.shape(), settings.patch().orElse(data.shape()), data.train());
    this.order = seeds.of("order");
    this.places = seeds.of("patch");
    this.images = new PatchStack(sampler.patch(), size);
    this.masks = new PatchStack(sampler.patch(), size);
  }

  /**
   * What the network takes in a step.
   *
   * @param images (N, 1, D, H, W)
   * @param masks (N, D, H, W)
   */
  record Batch(NDArray images, NDArray masks) {}

  int perEpoch() {
    return (data.train().size() + size - 1) / size;
  }

  /** A batch, in memory that all batches share: it is over when the next is asked for. */
  Batch batch(int epoch, int step) {
    images.clear();
    masks.clear();
    int[] scans = order.at(epoch).permutation(data.train().size());
    Seeds here = places.at(epoch).at(step);
    for (int n = 0; n < size && step * size + n < scans.length; n++) {
      int scan = scans[step * size + n];
      Window box = sampler.draw(scan, here.at(n));
      images.add(data.train().get(scan).image(), data.shape(), box);
      masks.add(data.train().get(scan).mask(), data.shape(), box);
    }
    return new Batch(images.images(manager), masks.masks(manager));
  }
}
