package io.carryover.inference.segmentation;

import io.carryover.imaging.patch.PatchAccumulator;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PatchNetwork;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Segments volumes of any size and orientation with one network.
 *
 * <pre>
 *   p(v) = sum over patches of weight(v) softmax(logits(v))[1] / sum of weight(v)
 *   foreground where p(v) > 0.5, as the greater of two logits
 * </pre>
 *
 * <p>The batch is used again for every volume, and only within the lane: a segmenter is safe from
 * any thread when its lane runs one work at a time.
 */
public final class Segmenter {
  private static final float THRESHOLD = 0.5f;

  private final PatchNetwork network;
  private final PatchBatch batch;
  private final double overlap;
  private final Lane lane;
  private final LongSupplier nanoTime;

  /**
   * A segmenter with its own batch.
   *
   * @param network computes the logits
   * @param batch gives the patch's shape and the most patches of one run
   * @param overlap share of a patch that its neighbour covers too
   * @param lane where the network is run
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Segmenter(
      PatchNetwork network, PatchBatch batch, double overlap, Lane lane, LongSupplier nanoTime) {
    this.network = network;
    this.batch = batch;
    this.overlap = overlap;
    this.lane = lane;
    this.nanoTime = nanoTime;
  }

  /** A segmenter as the model's contract asks for. */
  public static Segmenter of(OnnxModel model, int batch, Lane lane, LongSupplier nanoTime) {
    double overlap = model.contract().input().overlap();
    return new Segmenter(model, model.newBatch(batch), overlap, lane, nanoTime);
  }

  /**
   * Segments a volume.
   *
   * @throws io.carryover.imaging.volume.InvalidImageException NAN_VOXELS or EMPTY_IMAGE
   * @throws io.carryover.inference.onnx.InferenceException if the network fails
   */
  public Segmentation segment(Volume scan) {
    Stopwatch watch = new Stopwatch(nanoTime);
    Prepared prepared = Preprocessing.prepare(scan);
    Duration preprocess = watch.lap();
    PatchGrid grid = new PatchGrid(prepared.image().shape(), batch.patch(), overlap);
    PatchAccumulator probabilities = new PatchAccumulator(grid);
    Duration queue = lane.run(() -> runPatches(prepared.image(), grid, probabilities));
    Duration infer = watch.lap().minus(queue);
    Mask mask = prepared.restore(foreground(prepared.image().grid(), probabilities.mean()));
    return new Segmentation(
        mask, grid.size(), new StageTimes(queue, preprocess, infer, watch.lap()));
  }

  private void runPatches(Volume image, PatchGrid grid, PatchAccumulator probabilities) {
    float[] probability = new float[grid.patch().voxels()];
    batch.clear();
    for (int patch = 0; patch < grid.size(); patch++) {
      batch.add(grid.cut(image, patch));
      if (batch.isFull() || patch == grid.size() - 1) {
        network.run(batch);
        takeIn(patch - batch.size() + 1, probability, probabilities);
        batch.clear();
      }
    }
  }

  private void takeIn(int first, float[] probability, PatchAccumulator probabilities) {
    for (int number = 0; number < batch.size(); number++) {
      batch.foreground(number, probability);
      probabilities.add(first + number, probability);
    }
  }

  private static Mask foreground(Grid grid, float[] probabilities) {
    byte[] voxels = new byte[probabilities.length];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = (byte) (probabilities[voxel] > THRESHOLD ? 1 : 0);
    }
    return new Mask(grid, voxels);
  }
}
