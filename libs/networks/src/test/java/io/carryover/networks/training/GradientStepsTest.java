package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Methods are compared at an equal budget: as many gradient steps on the same scans. */
class GradientStepsTest {
  private static final int SCANS = 5;
  private static final int STEPS_OF_BATCHES_OF_TWO = 3;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(TrainingMethod.class)
  void areAsManyByEveryMethod(TrainingMethod method) {
    // Given
    AtomicInteger steps = new AtomicInteger();
    StopSignal askedBeforeEachStep =
        () -> {
          steps.incrementAndGet();
          return false;
        };
    NetworkTraining training =
        new NetworkTraining(
            TinySettings.of(method),
            new Starts(directory).of(method),
            directory.resolve("work"),
            TinyCohort.NARROW);

    // When
    training.run(TinyCohort.of(SCANS, 1), report -> {}, askedBeforeEachStep);

    // Then
    assertThat(steps).hasValue(TinySettings.EPOCHS * STEPS_OF_BATCHES_OF_TWO);
  }
}
