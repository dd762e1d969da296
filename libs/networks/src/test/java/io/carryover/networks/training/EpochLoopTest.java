package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.optimiser.Plateau;
import io.carryover.networks.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLoopTest {

  private static final Plateau.Rule RULE = new Plateau.Rule(0.5, 2, 0.25, 0.125);

  /**
   * With m = 0.9 * 0.5 + 0.1 * 1 = 0.55, v = 0.999 * 0.0005 + 0.001 * 1 = 0.0014995 and t = 3: 0.5
   * - 0.1 * sqrt(1 - 0.999^3) / (1 - 0.9^3) * m / sqrt(v), to four digits.
   */
  private static final float GOLDEN_THIRD_WEIGHT = 0.2131f;

  @TempDir private Path directory;

  private final NDManager manager = NDManager.newBaseManager();
  private final List<EpochReport> reports = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void keepsTheBestEpochOfEachCycle() {
    // Given held-out losses that are least in the second epoch of each of two cycles
    Parabola learner = new Parabola(5, 3, 4, 9, 2, 8);
    // When
    EpochLoop.Result result = loop(3, 3).run(learner, reports::add, () -> false);
    // Then
    assertThat(result.cycles()).extracting(EpochLoop.Kept::epoch).containsExactly(2, 5);
    assertThat(result.cycles()).extracting(EpochLoop.Kept::loss).containsExactly(3.0, 2.0);
    assertThat(learner.kept.get(0)).isEqualTo(learner.weightAfter.get(1));
    assertThat(learner.kept.get(1)).isEqualTo(learner.weightAfter.get(4));
    assertThat(result.epochs()).isEqualTo(6);
  }

  @Test
  void endsACycleOnAPlateauAtTheLeastRate() {
    // Given losses that never fall after the first: two epochs to reduce, two more to end
    Parabola learner = new Parabola(1, 1, 1, 1, 1, 1, 1, 1);
    // When
    loop(8).run(learner, reports::add, () -> false);
    // Then
    assertThat(reports)
        .extracting(EpochReport::learningRate)
        .containsExactly(0.5, 0.5, 0.5, 0.125, 0.125);
  }

  @Test
  void restartsTheLearningRate() {
    // Given a cycle whose rate was reduced
    Parabola learner = new Parabola(1, 1, 1, 1, 1, 1);
    // When
    loop(4, 2).run(learner, reports::add, () -> false);
    // Then
    assertThat(reports)
        .extracting(EpochReport::learningRate)
        .containsExactly(0.5, 0.5, 0.5, 0.125, 0.5, 0.5);
  }

  @Test
  void leavesOneCheckpointBehind() throws Exception {
    // Given, When
    loop(3).run(new Parabola(3, 2, 1), reports::add, () -> false);
    // Then
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("checkpoint.json", "checkpoint-3-1.safetensors");
    }
  }

  @Test
  void goesOnFromTheGoldenCheckpoint() throws Exception {
    // Given a checkpoint written by an earlier version after two of three epochs, weight 0.5
    for (String name : List.of("checkpoint.json", "checkpoint-2-0.safetensors")) {
      Files.copy(Path.of("src/test/resources/golden").resolve(name), directory.resolve(name));
    }
    Parabola learner = new Parabola(9, 9, 1);
    // When
    EpochLoop.Result result = loop(3).run(learner, reports::add, () -> false);
    // Then
    assertThat(reports).extracting(EpochReport::epoch).containsExactly(3);
    assertThat(learner.weightAfter.get(2)).isCloseTo(GOLDEN_THIRD_WEIGHT, within(1e-4f));
    assertThat(result.cycles()).extracting(EpochLoop.Kept::epoch).containsExactly(3);
  }

  @Test
  void refusesALossThatIsNoNumber() {
    // Given
    Parabola learner = new Parabola(1);
    learner.weight.setScalar(Float.NaN);
    // When, Then
    assertThatThrownBy(() -> loop(1).run(learner, reports::add, () -> false))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("must be finite, got NaN (parabola, epoch 1, step 0)");
  }

  @Test
  void refusesAHeldOutLossThatIsNoNumber() {
    // Given one that would count as the best for ever after
    Parabola learner = new Parabola(3, Double.NaN, 1);
    // When, Then
    assertThatThrownBy(() -> loop(3).run(learner, reports::add, () -> false))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("monitored loss must be finite, got NaN (parabola, epoch 2");
  }

  @Test
  void keepsNoArraysFromEpochToEpoch() {
    // Given a network on its own manager
    TrainingSettings settings =
        new TrainingSettings(
            TrainingMethod.RI,
            4,
            0,
            0,
            2,
            Optional.empty(),
            1e-2,
            9,
            0.1,
            1e-4,
            0,
            PosteriorSettings.of(0, 0, 0),
            1);
    Map<String, NDArray> weights = new InitialWeights(manager, TinyCohort.NARROW).he(new Seeds(1));
    Learner network =
        new PointNetwork(
            manager,
            TinyCohort.NARROW,
            settings,
            TinyCohort.of(4, 1),
            weights,
            layer -> true,
            new SnapshotFiles(directory));
    List<Integer> resident = new ArrayList<>();
    // When
    loop(4).run(network, report -> resident.add(manager.getManagedArrays().size()), () -> false);
    // Then after the first epoch, which makes the constants, nothing is added
    assertThat(resident).hasSize(4);
    assertThat(resident.subList(1, 4)).containsOnly(resident.get(0));
  }

  private EpochLoop loop(Integer... cycles) {
    return new EpochLoop(RULE, List.of(cycles), directory, "test", Duration.ZERO);
  }

  /** Lowers weight^2 from 1, and answers held-out losses as told. */
  private final class Parabola implements Learner {

    private final double[] heldOut;
    private final Weight weight = new Weight();
    private final Map<Integer, Float> kept = new HashMap<>();
    private final Map<Integer, Float> weightAfter = new HashMap<>();
    private int epoch;

    Parabola(double... heldOut) {
      this.heldOut = heldOut;
    }

    private final class Weight {
      private final NDArray array = manager.create(1f);

      Weight() {
        array.setRequiresGradient(true);
      }

      void setScalar(float value) {
        array.set(new float[] {value});
      }
    }

    @Override
    public String stage() {
      return "parabola";
    }

    @Override
    public Map<String, NDArray> parameters() {
      return Map.of("w", weight.array);
    }

    @Override
    public double weightDecay(String parameter) {
      return 0;
    }

    @Override
    public int stepsPerEpoch() {
      return 1;
    }

    @Override
    public NDArray loss(int epochNow, int step) {
      epoch = epochNow;
      return weight.array.mul(weight.array);
    }

    @Override
    public Optional<Evaluation> evaluate() {
      weightAfter.put(epoch - 1, weight.array.getFloat());
      return Optional.of(Evaluation.ofLoss(heldOut[epoch - 1]));
    }

    @Override
    public void keep(int cycle, Map<String, NDArray> best) {
      kept.put(cycle, best.get("w").getFloat());
    }
  }
}
