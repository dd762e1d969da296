package io.carryover.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerServiceSettingsTest {
  private static final Map<String, String> HOME = Map.of("user.home", "/home/someone");

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    // When
    TrainerServiceSettings settings = settings(HOME);
    // Then
    assertThat(settings.threads()).isEqualTo(2);
    assertThat(settings.replica()).isEqualTo("local");
    assertThat(settings.store().directory()).isEqualTo(Path.of("/home/someone/.carryover/store"));
    assertThat(settings.store().readRoots()).isEmpty();
    assertThat(settings.workDirectory()).isEqualTo(Path.of("/home/someone/.carryover/work"));
  }

  @Test
  void everySettingCanBeGiven() {
    // When
    TrainerServiceSettings settings =
        settings(
            Map.of(
                "carryover.threads", "4",
                "carryover.replica", "trainer-0",
                "carryover.store.directory", "/store",
                "carryover.store.read-roots", "/scans,/more",
                "carryover.work-directory", "/work"));
    // Then
    assertThat(settings.threads()).isEqualTo(4);
    assertThat(settings.replica()).isEqualTo("trainer-0");
    assertThat(settings.store().directory()).isEqualTo(Path.of("/store"));
    assertThat(settings.store().readRoots().orElseThrow())
        .containsExactly(Path.of("/scans"), Path.of("/more"));
    assertThat(settings.workDirectory()).isEqualTo(Path.of("/work"));
  }

  private static TrainerServiceSettings settings(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Path.class, 100, Path::of)
            .withDefaultValues(values)
            .withDefaultValues(HOME)
            .withMapping(TrainerServiceSettings.class)
            .build();
    return config.getConfigMapping(TrainerServiceSettings.class);
  }
}
