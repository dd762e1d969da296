package io.carryover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.Shape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingBudgetTest {
  private static final Shape SHAPE = new Shape(32, 48, 32);
  private static final Workload SOURCE = new Workload(40, 8, 0, SHAPE);
  private static final Workload TARGET = new Workload(5, 2, 12, SHAPE);

  @Test
  void moreTimeIsNeverFewerEpochs() {
    TrainingBudget before = budget(1);
    for (int minutes = 2; minutes <= 60; minutes++) {
      TrainingBudget now = budget(minutes);
      assertThat(now.sourceEpochs()).isGreaterThanOrEqualTo(before.sourceEpochs());
      assertThat(now.priorEpochs()).isGreaterThanOrEqualTo(before.priorEpochs());
      assertThat(now.targetEpochs()).isGreaterThanOrEqualTo(before.targetEpochs());
      before = now;
    }
    assertThat(before.sourceEpochs()).isGreaterThan(budget(1).sourceEpochs());
    assertThat(before.targetEpochs()).isGreaterThan(budget(1).targetEpochs());
  }

  @Test
  void largerScansGetFewerEpochs() {
    Workload eightfold = new Workload(40, 8, 0, new Shape(64, 96, 64));

    assertThat(of(Duration.ofMinutes(20), eightfold, TARGET).sourceEpochs())
        .isLessThan(budget(20).sourceEpochs());
  }

  @Test
  void everythingIsTrainedForSomeEpochsHoweverShortTheTime() {
    TrainingBudget none = of(Duration.ofSeconds(1), SOURCE, TARGET);

    assertThat(none.sourceEpochs()).isPositive();
    assertThat(none.restartEpochs()).isPositive();
    assertThat(none.priorEpochs()).isPositive();
    assertThat(none.targetEpochs()).isPositive();
  }

  private static TrainingBudget budget(int minutes) {
    return of(Duration.ofMinutes(minutes), SOURCE, TARGET);
  }

  private static TrainingBudget of(Duration whole, Workload source, Workload target) {
    return TrainingBudget.of(whole, 2, source, target, Throughput.TWO_CORES);
  }
}
