package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.training.EpochReport;
import io.carryover.networks.training.StopSignal;
import io.carryover.networks.training.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorFittingTest {

  private static final int EPOCHS = 3;

  @TempDir private Path directory;

  private final List<EpochReport> reports = new ArrayList<>();

  @Test
  void gainsOverTheIndependentGaussianWhereTapsAreCorrelated() {
    // Given
    List<Path> files = List.of(correlated(100), correlated(100));
    // When
    PriorOutcome outcome = fit("run", files, 10, () -> false);
    // Then
    assertThat(outcome.groups()).hasSize(7).allMatch(g -> g.kernels() == 200 && g.heldOut() == 20);
    assertThat(PriorGate.failures(outcome.groups())).isEmpty();
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void writesAPriorThatCanBeRead() {
    // Given
    PriorOutcome outcome = fit("run", List.of(correlated(20)), 1, () -> false);
    // When
    try (NDManager manager = NDManager.newBaseManager()) {
      List<GroupPrior> groups = GroupPrior.readAll(manager, outcome.prior());
      // Then
      assertThat(groups).extracting(GroupPrior::group).containsExactly(1, 2, 3, 4, 5, 6, 7);
      assertThat(groups).allMatch(g -> g.latent() == 2);
      assertThat((double) groups.get(0).standardDeviation().getFloat())
          .isEqualTo((float) outcome.groups().get(0).standardDeviation());
    }
  }

  @Test
  void resumesToTheSamePrior() throws IOException {
    // Given
    List<Path> files = List.of(correlated(20));
    PriorOutcome whole = fit("whole", files, EPOCHS, () -> false);
    // When stopped in the third group and run again
    AtomicInteger asked = new AtomicInteger();
    int stepsOfTwoGroups = 2 * EPOCHS * 2;
    assertThatThrownBy(
            () -> fit("cut", files, EPOCHS, () -> asked.incrementAndGet() == stepsOfTwoGroups + 4))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContaining("group-3");
    reports.clear();
    PriorOutcome resumed = fit("cut", files, EPOCHS, () -> false);
    // Then
    assertThat(reports.get(0).stage()).isEqualTo("group-3");
    assertThat(resumed.groups()).isEqualTo(whole.groups());
    assertThat(Files.readAllBytes(resumed.prior())).isEqualTo(Files.readAllBytes(whole.prior()));
  }

  @Test
  void survivesGroupsOfHardlyAnyKernel() {
    // Given one kernel per group
    // When
    PriorOutcome outcome = fit("run", List.of(correlated(1)), 2, () -> false);
    // Then nothing can be measured, so the gate refuses all
    assertThat(outcome.prior()).exists();
    assertThat(PriorGate.failures(outcome.groups())).hasSize(7);
  }

  @Test
  void refusesNoFileAtAll() {
    assertThatThrownBy(() -> fit("run", List.of(), 1, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got no file");
  }

  private Path correlated(int count) {
    Path file = directory.resolve("kernels-" + count + ".safetensors");
    return Kernels.write(Kernels.correlated(count, new SplittableRandom(count)), file);
  }

  private PriorOutcome fit(String name, List<Path> files, int epochs, StopSignal stop) {
    PriorSettings settings = new PriorSettings(epochs, 8, 1e-3, 20, 0.1, 2, 0, 0.01, 9);
    return new PriorFitting(settings, directory.resolve(name)).fit(files, reports::add, stop);
  }
}
