package io.carryover.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carryover.imaging.volume.Shape;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BenchmarkSettingsTest {

  private static final Shape SHAPE = new Shape(16, 24, 32);

  @Test
  void comeBackFromSystemProperties() {
    // Given
    BenchmarkSettings settings =
        new BenchmarkSettings(Path.of("/out"), 6, 3, 2, SHAPE, -5, 0, "a python");
    Properties properties = new Properties();
    // When
    properties.putAll(settings.asSystemProperties());
    // Then
    assertThat(BenchmarkSettings.ofSystemProperties(properties)).isEqualTo(settings);
  }

  @Test
  void nameThePropertyThatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchmarkSettings.ofSystemProperties(new Properties()))
        .withMessageContaining("carryover.bench.out");
  }

  @Test
  void refuseRoundsOfUnequalSteps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(7, 2, SHAPE))
        .withMessage("steps are a multiple of the rounds, 2, not 7");
  }

  @Test
  void refuseAShapeThatTheNetworkCannotHalveThrice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(2, 1, new Shape(16, 20, 16)))
        .withMessage("sides are multiples of 8 from 16 on, not 16x20x16");
  }

  private static BenchmarkSettings of(int steps, int rounds, Shape shape) {
    return new BenchmarkSettings(Path.of("out"), steps, rounds, 1, shape, 1, 512, "python3");
  }
}
