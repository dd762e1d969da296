package io.carryover.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void brokerIsLocalByDefault() {
    assertThat(KafkaSettings.from(config(Map.of())))
        .containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:9092"));
  }

  @Test
  void securitySettingsPassThrough() {
    // Given
    SmallRyeConfig config =
        config(
            Map.of(
                "kafka.bootstrap.servers", "broker:9093",
                "kafka.security.protocol", "SSL",
                "kafka.ssl.truststore.location", "/trust.p12",
                "kafka.no.such.setting", "x"));
    // Then
    assertThat(KafkaSettings.from(config))
        .containsOnly(
            Map.entry("bootstrap.servers", "broker:9093"),
            Map.entry("security.protocol", "SSL"),
            Map.entry("ssl.truststore.location", "/trust.p12"));
  }

  @Test
  void environmentIsReadInItsOwnSpelling() {
    // Given
    EnvConfigSource environment =
        new EnvConfigSource(Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9093"), 300);
    // When
    SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(environment).build();
    // Then
    assertThat(KafkaSettings.from(config)).containsEntry("bootstrap.servers", "broker:9093");
  }

  @Test
  void codeVersionIsThatOfTheBuild() {
    assertThat(CodeVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder().withDefaultValues(values).build();
  }
}
