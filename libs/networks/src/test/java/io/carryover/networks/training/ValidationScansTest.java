package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidationScansTest {

  private static final Shape PATCH = new Shape(16, 16, 16);

  /** Float32 probabilities, weighed and unweighed again, beside float32 sums of the whole. */
  private static final double ROUNDING = 1e-5;

  private final NDManager manager = NDManager.newBaseManager();
  private final List<long[]> seen = new ArrayList<>();
  private Map<String, NDArray> weights;
  private UNet network;

  @BeforeEach
  void makeNetwork() {
    weights = new InitialWeights(manager, TinyCohort.NARROW).he(new Seeds(1));
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    network = new UNet(TinyCohort.NARROW, manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aPatchOfTheScansShapeGivesTheFiguresOfTheWholeScan() {
    // Given
    TrainingData data = TinyCohort.of(PATCH, 1, 2);
    // When
    Evaluation whole = evaluate(ValidationScans.ofEpochs(manager, data, plain()));
    Evaluation patched = evaluate(ValidationScans.ofEpochs(manager, data, onPatches()));
    // Then
    assertThat(patched.loss()).isCloseTo(whole.loss(), within(ROUNDING));
    assertThat(patched.dsc()).isEqualTo(whole.dsc());
    assertThat(patched.iou()).isEqualTo(whole.iou());
    assertThat(whole.dsc().orElseThrow()).isBetween(0.01, 0.99);
  }

  @Test
  void epochsAreComparedByAsFewPatchesAsCoverAScanAndServedByHalfOverlap() {
    // Given a scan of twice the patch's depth
    TrainingData data = TinyCohort.of(new Shape(32, 16, 16), 1, 1);
    // When
    evaluate(ValidationScans.ofEpochs(manager, data, onPatches()));
    // Then 2 patches, and 3 as they are served
    assertThat(patches()).isEqualTo(2);
    seen.clear();
    evaluate(ValidationScans.asServed(manager, data, onPatches()));
    assertThat(patches()).isEqualTo(3);
  }

  @Test
  void theNetworkIsNeverGivenTheWholeScan() {
    // Given
    TrainingData data = TinyCohort.of(new Shape(32, 24, 40), 1, 1);
    // When
    evaluate(ValidationScans.asServed(manager, data, onPatches()));
    // Then batches of at most 2 patches
    assertThat(seen)
        .allSatisfy(
            shape -> {
              assertThat(shape[0]).isBetween(1L, 2L);
              assertThat(LongStream.of(shape).skip(1)).containsExactly(1L, 16L, 16L, 16L);
            });
  }

  @Test
  void keepsNoArray() {
    // Given constants made by a first one
    TrainingData data = TinyCohort.of(new Shape(32, 16, 16), 1, 1);
    ValidationScans scans = ValidationScans.ofEpochs(manager, data, onPatches());
    evaluate(scans);
    int resident = manager.getManagedArrays().size();
    // When
    evaluate(scans);
    // Then
    assertThat(manager.getManagedArrays()).hasSize(resident);
  }

  private Evaluation evaluate(ValidationScans scans) {
    return scans.evaluate(this::recorded, weights).orElseThrow();
  }

  private NDArray recorded(Map<String, NDArray> of, NDArray images) {
    seen.add(images.getShape().getShape());
    NDArray logits = network.logits(of, images);
    assertThat(logits.hasGradient()).as("a graph for gradients").isFalse();
    return logits;
  }

  private long patches() {
    return seen.stream().mapToLong(shape -> shape[0]).sum();
  }

  private static TrainingSettings plain() {
    return TinySettings.of(TrainingMethod.RI);
  }

  private static TrainingSettings onPatches() {
    return TinySettings.onPatches(TrainingMethod.RI, 1, PATCH);
  }
}
