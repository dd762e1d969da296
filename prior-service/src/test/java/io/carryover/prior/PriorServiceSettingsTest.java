package io.carryover.prior;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriorServiceSettingsTest {
  private static final Map<String, String> HOME = Map.of("user.home", "/home/someone");

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    // When
    PriorServiceSettings settings = settings(HOME);
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
    PriorServiceSettings settings =
        settings(
            Map.of(
                "carryover.threads", "4",
                "carryover.replica", "prior-0",
                "carryover.store.directory", "/store",
                "carryover.store.read-roots", "/scans,/more",
                "carryover.work-directory", "/work"));
    // Then
    assertThat(settings.threads()).isEqualTo(4);
    assertThat(settings.replica()).isEqualTo("prior-0");
    assertThat(settings.store().directory()).isEqualTo(Path.of("/store"));
    assertThat(settings.store().readRoots().orElseThrow())
        .containsExactly(Path.of("/scans"), Path.of("/more"));
    assertThat(settings.workDirectory()).isEqualTo(Path.of("/work"));
  }

  private static PriorServiceSettings settings(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Path.class, 100, Path::of)
            .withDefaultValues(values)
            .withDefaultValues(HOME)
            .withMapping(PriorServiceSettings.class)
            .build();
    return config.getConfigMapping(PriorServiceSettings.class);
  }
}
