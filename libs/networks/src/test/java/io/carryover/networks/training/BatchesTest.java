package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.training.Batches.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final Shape VOLUME = new Shape(24, 32, 16);
  private static final Shape PATCH = new Shape(16, 16, 16);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void withoutPatchesAScanIsTakenWholeAndOnceAnEpoch() {
    // Given
    TrainingData data = TinyCohort.of(3, 0);
    Batches batches = batches(data, TinySettings.of(TrainingMethod.RI));
    // When
    Batch first = batches.batch(1, 0);
    List<float[]> taken = new ArrayList<>(List.of(image(first, 0), image(first, 1)));
    Batch last = batches.batch(1, 1);
    taken.add(image(last, 0));
    // Then
    assertThat(batches.perEpoch()).isEqualTo(2);
    assertThat(first.images().getShape().getShape()).containsExactly(2, 1, 8, 16, 8);
    assertThat(last.masks().getShape().getShape()).containsExactly(1, 8, 16, 8);
    assertThat(data.train())
        .allSatisfy(
            scan -> assertThat(taken).filteredOn(i -> Arrays.equals(i, scan.image())).hasSize(1));
  }

  @Test
  void withPatchesTheNetworkIsGivenNothingLargerThanAPatch() {
    // Given
    Batches batches = batches(TinyCohort.of(VOLUME, 3, 0), onPatches());
    // Then as many steps as without
    assertThat(batches.perEpoch()).isEqualTo(2);
    assertThat(batches.batch(1, 0).images().getShape().getShape())
        .containsExactly(2, 1, 16, 16, 16);
    assertThat(batches.batch(1, 1).masks().getShape().getShape()).containsExactly(1, 16, 16, 16);
  }

  @Test
  void aPatchIsCutFromImageAndMaskAtOnePlace() {
    // Given scans whose voxels say where they lie, foreground at even places
    float[] image = new float[VOLUME.voxels()];
    float[] mask = new float[VOLUME.voxels()];
    for (int voxel = 0; voxel < image.length; voxel++) {
      image[voxel] = voxel;
      mask[voxel] = voxel % 2;
    }
    TrainingData data =
        new TrainingData(VOLUME, List.of(new Example("places", image, mask)), List.of());
    // When
    Batch batch = batches(data, onPatches()).batch(5, 0);
    // Then
    float[] cut = batch.images().toFloatArray();
    float[] cutMask = batch.masks().toFloatArray();
    for (int voxel = 0; voxel < cut.length; voxel++) {
      assertThat(cutMask[voxel]).isEqualTo(cut[voxel] % 2);
    }
    int start = (int) cut[0];
    assertThat(cut[PATCH.index(3, 4, 5)]).isEqualTo(start + VOLUME.index(3, 4, 5));
  }

  @Test
  void aStepIsDrawnByItsNumbersAlone() {
    // Given
    TrainingData data = TinyCohort.of(VOLUME, 2, 0);
    Batches whole = batches(data, onPatches());
    IntStream.rangeClosed(1, 5).forEach(epoch -> whole.batch(epoch, 0));
    // When one starts in the middle
    Batches resumed = batches(data, onPatches());
    // Then
    assertThat(resumed.batch(6, 0).images()).isEqualTo(whole.batch(6, 0).images());
    assertThat(resumed.batch(7, 0).images()).isNotEqualTo(whole.batch(6, 0).images());
  }

  private Batches batches(TrainingData data, TrainingSettings settings) {
    return new Batches(manager, data, settings, new Seeds(settings.seed()));
  }

  private static TrainingSettings onPatches() {
    return TinySettings.onPatches(TrainingMethod.RI, 1, PATCH);
  }

  private static float[] image(Batch batch, int number) {
    return batch.images().get(number).toFloatArray();
  }
}
