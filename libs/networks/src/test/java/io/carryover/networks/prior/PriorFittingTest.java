package io.carryover.networks.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.carryover.networks.dwp.GroupPrior;
import io.carryover.networks.prior.PriorSettings.Control;
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

  /** Five standard errors of moments of 80 kernels, the greatest of 27. */
  private static final double SAMPLING = 0.5;

  /** Nats: far above what chance gives over ten held-out kernels. */
  private static final double CLEARLY = 3;

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
  void writesTheGaussianOfWhatIsFitted() {
    // Given taps of one mean and unit variance
    PriorOutcome outcome = fit("run", List.of(correlated(100)), 1, () -> false);
    // When
    try (NDManager manager = NDManager.newBaseManager()) {
      GroupPrior group = GroupPrior.readAll(manager, outcome.prior()).get(3);
      // Then
      assertThat((double) group.gaussian().mean().abs().max().getFloat()).isLessThan(SAMPLING);
      assertThat((double) group.gaussian().standardDeviation().sub(1).abs().max().getFloat())
          .isLessThan(SAMPLING);
      assertThat(group.shuffled()).isEmpty();
    }
    assertThat(outcome.groups()).allMatch(g -> g.shuffledVaeNats().isEmpty());
  }

  @Test
  void fitsTheControlOnlyWhereItIsAskedFor() {
    // Given ramps along the taps: their order says much
    List<Path> files = List.of(smooth(100));
    // When
    PriorOutcome outcome = fitWithControl("run", files, 6, () -> false);
    // Then shuffled kernels cost more
    assertThat(reports.stream().map(EpochReport::stage).distinct().limit(4))
        .containsExactly("group-1", "group-1-shuffled", "group-2", "group-2-shuffled");
    assertThat(outcome.groups())
        .allMatch(g -> g.shuffledVaeNats().orElseThrow() > g.vaeNats() + CLEARLY);
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(GroupPrior.readAll(manager, outcome.prior()))
          .allMatch(g -> g.ofShuffledKernels().latent() == 2)
          .noneMatch(g -> g.shuffled().equals(g.weights()));
    }
  }

  @Test
  void theControlChangesNothingOfThePrior() {
    // Given
    List<Path> files = List.of(correlated(20));
    // When
    PriorOutcome alone = fit("alone", files, 2, () -> false);
    PriorOutcome with = fitWithControl("with", files, 2, () -> false);
    // Then
    assertThat(with.groups())
        .extracting(GroupFigures::vaeNats)
        .isEqualTo(alone.groups().stream().map(GroupFigures::vaeNats).toList());
  }

  @Test
  void resumesInsideTheControlToTheSamePrior() throws IOException {
    // Given
    List<Path> files = List.of(correlated(20));
    PriorOutcome whole = fitWithControl("whole", files, EPOCHS, () -> false);
    // When stopped in the control of the first group and run again
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                fitWithControl(
                    "cut", files, EPOCHS, () -> asked.incrementAndGet() == 2 * EPOCHS + 4))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContaining("group-1-shuffled");
    PriorOutcome resumed = fitWithControl("cut", files, EPOCHS, () -> false);
    // Then
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

  private Path smooth(int count) {
    Path file = directory.resolve("smooth-" + count + ".safetensors");
    return Kernels.write(Kernels.smooth(count, new SplittableRandom(count)), file);
  }

  private Path correlated(int count) {
    Path file = directory.resolve("kernels-" + count + ".safetensors");
    return Kernels.write(Kernels.correlated(count, new SplittableRandom(count)), file);
  }

  private PriorOutcome fit(String name, List<Path> files, int epochs, StopSignal stop) {
    return fit(name, files, epochs, Control.NONE, stop);
  }

  private PriorOutcome fitWithControl(String name, List<Path> files, int epochs, StopSignal stop) {
    return fit(name, files, epochs, Control.SHUFFLED_KERNELS, stop);
  }

  private PriorOutcome fit(
      String name, List<Path> files, int epochs, Control control, StopSignal stop) {
    PriorSettings settings = new PriorSettings(epochs, 8, 1e-3, 20, 0.1, 2, 0, 0.01, 9, control);
    return new PriorFitting(settings, directory.resolve(name)).fit(files, reports::add, stop);
  }
}
