package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.inference.onnx.PosteriorNetwork;
import io.carryover.runtime.failure.RejectedException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmenterTest {
  private static final Shape PATCH = new Shape(16, 8, 8);
  private static final double OVERLAP = 0.5;
  private static final float THRESHOLD = 0.5f;
  private static final long SEED = 11;
  private static final int[][] AXIS_ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  static List<Affine> allOrientations() {
    List<Affine> affines = new ArrayList<>();
    for (int[] order : AXIS_ORDERS) {
      for (int flips = 0; flips < 8; flips++) {
        affines.add(oriented(order, flips));
      }
    }
    return affines;
  }

  @ParameterizedTest
  @MethodSource("allOrientations")
  void findsTheSameVoxelsWhateverTheScansOrientation(Affine affine) {
    // Given: sides above, at and below those of a patch
    Volume scan = scan(new Grid(new Shape(21, 8, 13), affine));
    // When
    Segmentation segmentation = segmenter(new Thresholding(), 2).segment(scan, Asked.MASK);
    // Then
    assertThat(segmentation.mask().grid()).isEqualTo(scan.grid());
    assertThat(segmentation.mask().voxels()).isEqualTo(aboveThreshold(scan));
  }

  @Test
  void runsEachSlabInFullBatchesAndTheRestInItsLast() {
    // Given: 3 slabs of 3 x 2 patches
    Volume scan = scan(Grid.ofOneMm(new Shape(32, 14, 10)));
    Thresholding network = new Thresholding();
    // When
    Segmentation segmentation = segmenter(network, 4).segment(scan, Asked.MASK);
    // Then
    assertThat(segmentation.patches()).isEqualTo(18);
    assertThat(network.runs).containsExactly(4, 2, 4, 2, 4, 2);
    assertThat(segmentation.mask().voxels()).isEqualTo(aboveThreshold(scan));
  }

  @Test
  void usesOneBatchForScanAfterScan() {
    // Given
    Segmenter segmenter = segmenter(new Thresholding(), 3);
    Volume first = scan(Grid.ofOneMm(new Shape(32, 14, 10)));
    Volume second = scan(Grid.ofOneMm(new Shape(9, 9, 9)));
    // When
    segmenter.segment(first, Asked.MASK);
    Segmentation segmentation = segmenter.segment(second, Asked.MASK);
    // Then
    assertThat(segmentation.mask().voxels()).isEqualTo(aboveThreshold(second));
  }

  @Test
  void rejectsAScanThatIsNotFinite() {
    // Given
    Volume scan = scan(Grid.ofOneMm(PATCH));
    scan.voxels()[7] = Float.NaN;
    // When, Then
    assertThatThrownBy(() -> segmenter(new Thresholding(), 1).segment(scan, Asked.MASK))
        .isInstanceOf(InvalidImageException.class)
        .extracting(e -> ((InvalidImageException) e).code())
        .isEqualTo(InvalidImageException.NAN_VOXELS);
  }

  @Test
  void saysWhatSamplesOfTheWeightsSay() {
    // Given: two samples, one of a lower threshold and one of a higher
    Volume scan = scan(Grid.ofOneMm(new Shape(21, 8, 13)));
    Asked asked = new Asked(2, 5, EnumSet.allOf(UncertaintyMap.class));
    // When
    Segmentation segmentation = segmenter(new Varying(0.25f, 0.75f), 2).segment(scan, asked);
    // Then
    assertThat(segmentation.mask().voxels()).isEqualTo(aboveThreshold(scan));
    ScanSamples said = segmentation.said();
    assertThat(said.foreground())
        .containsExactly(above(scan, THRESHOLD), above(scan, 0.25f), above(scan, 0.75f));
    assertThat(said.common().get(2)).isEqualTo(above(scan, 0.75f));
    for (int voxel = 0; voxel < scan.voxels().length; voxel++) {
      boolean disputed = scan.voxels()[voxel] > 0.25f && scan.voxels()[voxel] <= 0.75f;
      float mutual = segmentation.maps().get(UncertaintyMap.MUTUAL_INFORMATION).voxels()[voxel];
      assertThat(mutual > 0.1f).isEqualTo(disputed && content(scan, voxel));
    }
    Volume probability = segmentation.maps().get(UncertaintyMap.PROBABILITY);
    assertThat(probability.grid()).isEqualTo(scan.grid());
  }

  @Test
  void refusesMapsThatTakeSamplesOfAModelWithoutPosterior() {
    Asked entropy = new Asked(8, 1, EnumSet.of(UncertaintyMap.PREDICTIVE_ENTROPY));

    assertThatThrownBy(
            () -> segmenter(new Thresholding(), 1).segment(scan(Grid.ofOneMm(PATCH)), entropy))
        .isInstanceOf(RejectedException.class)
        .hasMessage(
            "maps [predictive-entropy] take samples of the weights, but this model has no posterior");
  }

  @Test
  void tellsWaitingFromComputing() {
    // Given: a clock that goes a second each time it is read, a lane where one waits for half of it
    AtomicLong seconds = new AtomicLong();
    Lane lane =
        (priority, work) -> {
          work.accept(() -> {});
          return Duration.ofMillis(500);
        };
    Segmenter segmenter =
        new Segmenter(
            PosteriorNetwork.point(new Thresholding()),
            new PatchBatch(PATCH, 1),
            OVERLAP,
            Optional.empty(),
            lane,
            () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
    // When
    StageTimes times = segmenter.segment(scan(Grid.ofOneMm(PATCH)), Asked.MASK).times();
    // Then
    assertThat(times)
        .isEqualTo(
            new StageTimes(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(1)));
  }

  private static Segmenter segmenter(PatchNetwork network, int batch) {
    return segmenter(PosteriorNetwork.point(network), batch);
  }

  private static Segmenter segmenter(PosteriorNetwork network, int batch) {
    return new Segmenter(
        network,
        new PatchBatch(PATCH, batch),
        OVERLAP,
        Optional.empty(),
        Lane.direct(),
        System::nanoTime);
  }

  /** Random multiples of 1/256 from 0 to 1, both of which occur; a border of 0 to be cropped. */
  private static Volume scan(Grid grid) {
    Random random = new Random(SEED);
    Shape shape = grid.shape();
    float[] voxels = new float[shape.voxels()];
    for (int i = 1; i < shape.depth(); i++) {
      for (int j = 1; j < shape.height(); j++) {
        for (int k = 0; k < shape.width() - 1; k++) {
          voxels[shape.index(i, j, k)] = random.nextInt(257) / 256f;
        }
      }
    }
    voxels[shape.index(1, 1, 0)] = 1;
    return new Volume(grid, voxels);
  }

  private static byte[] aboveThreshold(Volume scan) {
    byte[] mask = new byte[scan.voxels().length];
    for (int voxel = 0; voxel < mask.length; voxel++) {
      mask[voxel] = (byte) (scan.voxels()[voxel] > THRESHOLD ? 1 : 0);
    }
    return mask;
  }

  /** Image axis n runs along world axis order[n], backwards where bit n is set; 0.5 to 1.5 mm. */
  private static Affine oriented(int[] order, int flips) {
    double[][] rows = new double[3][4];
    for (int axis = 0; axis < 3; axis++) {
      double spacing = 0.5 * (axis + 1);
      rows[order[axis]][axis] = (flips >> axis & 1) == 0 ? spacing : -spacing;
      rows[axis][3] = 10 * axis - 7;
    }
    return Affine.ofRows(rows);
  }

  private static long above(Volume scan, float threshold) {
    long count = 0;
    for (float voxel : scan.voxels()) {
      count += voxel > threshold ? 1 : 0;
    }
    return count;
  }

  /** Whether a voxel is in the box that the scan is cropped to. */
  private static boolean content(Volume scan, int voxel) {
    return scan.voxels()[voxel] > 0;
  }

  /** A threshold by the mean weights, another by each sample. */
  private static final class Varying implements PosteriorNetwork {
    private final float[] samples;

    Varying(float... samples) {
      this.samples = samples;
    }

    @Override
    public boolean hasPosterior() {
      return true;
    }

    @Override
    public List<PatchNetwork> samples(int count, long seed) {
      return List.of(new Thresholding(samples[0]), new Thresholding(samples[1]));
    }

    @Override
    public void run(PatchBatch batch) {
      new Thresholding().run(batch);
    }
  }

  /** Foreground where the intensity is above the threshold; remembers the size of each run. */
  private static final class Thresholding implements PatchNetwork {
    private final List<Integer> runs = new ArrayList<>();
    private final float threshold;

    Thresholding() {
      this(THRESHOLD);
    }

    Thresholding(float threshold) {
      this.threshold = threshold;
    }

    @Override
    public void run(PatchBatch batch) {
      int voxels = batch.patch().voxels();
      FloatBuffer input = batch.input();
      for (int number = 0; number < batch.size(); number++) {
        for (int voxel = 0; voxel < voxels; voxel++) {
          float foreground = input.get(number * voxels + voxel) > threshold ? 2 : -2;
          batch.logits().put(2 * number * voxels + voxel, 0);
          batch.logits().put((2 * number + 1) * voxels + voxel, foreground);
        }
      }
      runs.add(batch.size());
    }
  }
}
