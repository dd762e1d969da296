package io.carryover.inference.segmentation;

import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.patch.PatchBlending;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.patch.Slab;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.inference.onnx.PosteriorNetwork;
import io.carryover.runtime.failure.RejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Segments volumes of any size and orientation with one network, and with samples of its weights.
 *
 * <pre>
 *   for each slab of patches, for each batch of its patches:
 *     for the mean weights, then each of T samples of the weights:
 *       p_t(v) = sum over patches of weight(v) softmax(logits_t(v))[1] / sum of weight(v)
 *   foreground where p(v) > 0.5 by the mean weights, as the greater of two logits
 * </pre>
 *
 * <p>Each patch is cut once, whatever the number of samples. The batch is used again for every
 * volume, and only within the lane: a segmenter is safe from any thread when its lane runs one work
 * at a time. Before each batch the work may end, or give way to what is more urgent.
 */
public final class Segmenter {
  private final PosteriorNetwork network;
  private final PatchBatch batch;
  private final double overlap;
  private final Optional<Calibration> calibration;
  private final Lane lane;
  private final LongSupplier nanoTime;

  /**
   * A segmenter with its own batch.
   *
   * @param network computes the logits
   * @param batch gives the patch's shape and the most patches of one run
   * @param overlap share of a patch that its neighbour covers too
   * @param calibration of what the samples say
   * @param lane where the network is run
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Segmenter(
      PosteriorNetwork network,
      PatchBatch batch,
      double overlap,
      Optional<Calibration> calibration,
      Lane lane,
      LongSupplier nanoTime) {
    this.network = network;
    this.batch = batch;
    this.overlap = overlap;
    this.calibration = calibration;
    this.lane = lane;
    this.nanoTime = nanoTime;
  }

  /** A segmenter as the model's contract asks for. */
  public static Segmenter of(OnnxModel model, int batch, Lane lane, LongSupplier nanoTime) {
    ModelContract contract = model.contract();
    return new Segmenter(
        model,
        model.newBatch(batch),
        contract.input().overlap(),
        contract.calibration(),
        lane,
        nanoTime);
  }

  /** How what the samples say is to be read; empty where nobody measured it. */
  public Optional<Calibration> calibration() {
    return calibration;
  }

  /** The memory that a scan on this grid takes at most. */
  public MemoryNeed memoryNeed(Grid grid, Asked asked) {
    PatchGrid patches = new PatchGrid(Preprocessing.turned(grid), batch.patch(), overlap);
    return MemoryNeed.of(patches, possible(asked).samples(), asked.maps().size());
  }

  /**
   * Segments a volume.
   *
   * @throws io.carryover.imaging.volume.InvalidImageException NAN_VOXELS or EMPTY_IMAGE
   * @throws RejectedException NO_POSTERIOR if a map takes samples and there are none
   * @throws io.carryover.inference.onnx.InferenceException if the network fails
   */
  public Segmentation segment(Volume scan, Asked asked) {
    return segment(scan, asked, Terms.ROUTINE);
  }

  /**
   * Segments a volume as the terms have it.
   *
   * @throws WithdrawnException if the terms' checkpoint says so
   */
  public Segmentation segment(Volume scan, Asked asked, Terms terms) {
    Stopwatch watch = new Stopwatch(nanoTime);
    Asked possible = possible(asked);
    Prepared prepared = Preprocessing.prepare(scan);
    PatchGrid grid = new PatchGrid(prepared.shape(), batch.patch(), overlap);
    Restoration restored = new Restoration(prepared, 1 + possible.samples(), possible.maps());
    Duration preprocess = watch.lap();
    Duration queue =
        lane.run(
            terms.priority(),
            turn -> {
              Runnable pause = pause(terms.checkpoint(), turn);
              run(prepared, grid, networks(possible), restored, pause);
            });
    Duration infer = watch.lap().minus(queue);
    StageTimes times = new StageTimes(queue, preprocess, infer, watch.lap());
    return new Segmentation(
        restored.mask(),
        restored.maps(),
        restored.said(),
        grid.size(),
        batches(grid) * (1 + possible.samples()),
        times);
  }

  private int batches(PatchGrid grid) {
    return grid.slabs().stream().mapToInt(slab -> batches(slab.end() - slab.first())).sum();
  }

  private int batches(int patches) {
    return (patches + batch.capacity() - 1) / batch.capacity();
  }

  /** What this network can tell of it. */
  private Asked possible(Asked asked) {
    Asked possible = network.hasPosterior() ? asked : asked.withoutSamples();
    if (possible.needsSamples() && possible.samples() == 0) {
      throw new RejectedException(
          "NO_POSTERIOR",
          "maps %s take samples of the weights, but %s"
              .formatted(
                  asked.maps().stream().map(UncertaintyMap::text).sorted().toList(),
                  network.hasPosterior() ? "0 are asked for" : "this model has no posterior"));
    }
    return possible;
  }

  private List<PatchNetwork> networks(Asked asked) {
    Stream<PatchNetwork> samples = network.samples(asked.samples(), asked.seed()).stream();
    return Stream.concat(Stream.of(network), samples).toList();
  }

  private static Runnable pause(Checkpoint checkpoint, Lane.Turn turn) {
    return () -> {
      checkpoint.pass();
      turn.giveWay();
    };
  }

  private void run(
      Prepared prepared,
      PatchGrid grid,
      List<PatchNetwork> networks,
      Restoration restored,
      Runnable pause) {
    PatchBlending blending = new PatchBlending(grid, networks.size());
    float[] voxels = new float[grid.patch().voxels()];
    for (Slab slab : grid.slabs()) {
      for (int first = slab.first(); first < slab.end(); first += batch.capacity()) {
        pause.run();
        fill(prepared, grid, first, Math.min(slab.end(), first + batch.capacity()), voxels);
        for (int layer = 0; layer < networks.size(); layer++) {
          networks.get(layer).run(batch);
          takeIn(first, layer, voxels, blending);
        }
      }
      blending.settle(restored);
    }
  }

  /** One array serves all patches, into the network and out of it. */
  private void fill(Prepared prepared, PatchGrid grid, int first, int end, float[] voxels) {
    batch.clear();
    for (int patch = first; patch < end; patch++) {
      prepared.cut(grid.window(patch), voxels);
      batch.add(voxels);
    }
  }

  private void takeIn(int first, int layer, float[] probability, PatchBlending blending) {
    for (int number = 0; number < batch.size(); number++) {
      batch.foreground(number, probability);
      blending.add(first + number, layer, probability);
    }
  }
}
