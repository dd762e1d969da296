package io.carryover.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryCourseTest {

  private static final int STEPS = MemoryCourse.LEAST_STEPS;

  /** Float64 arithmetic on numbers near 1. */
  private static final double ROUNDING = 1e-12;

  @Test
  void isFlatWhereOnlyTheWarmUpGrows() {
    MemoryCourse course =
        new MemoryCourse(STEPS, List.of(500., 900., 1000., 1000., 1001., 999., 1002., 1001.));

    assertThat(course.flat()).isTrue();
    assertThat(course.first()).isEqualTo(500);
    assertThat(course.last()).isEqualTo(1001);
  }

  @Test
  void isNotFlatWhereEveryTurnAddsALittle() {
    // Given 1 % more in each of 20 samples
    List<Double> samples = IntStream.range(0, 20).mapToObj(i -> 1000. + 10 * i).toList();
    // When
    MemoryCourse course = new MemoryCourse(STEPS, samples);
    // Then from 1070, the middle of the second quarter, to 1170
    assertThat(course.flat()).isFalse();
    assertThat(course.growth()).isCloseTo(1170. / 1070 - 1, within(ROUNDING));
  }

  @Test
  void isNotJudgedAfterFewSteps() {
    assertThat(new MemoryCourse(STEPS - 1, List.of(1., 1., 1., 1.)).flat()).isNull();
  }

  @Test
  void bearsASingleSample() {
    assertThat(new MemoryCourse(STEPS, List.of(3.)).growth()).isZero();
  }
}
