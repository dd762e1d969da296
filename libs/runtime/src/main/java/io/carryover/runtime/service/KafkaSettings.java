package io.carryover.runtime.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Settings of Kafka clients out of the configuration: each key that admin client, consumer or
 * producer know, with {@code kafka.} before it, for example {@code kafka.bootstrap.servers} or
 * {@code kafka.security.protocol} (environment: {@code KAFKA_SECURITY_PROTOCOL}).
 */
public final class KafkaSettings {
  private static final String PREFIX = "kafka.";
  private static final String LOCAL_BROKER = "127.0.0.1:9092";

  private KafkaSettings() {}

  /** The settings that are given, and {@code bootstrap.servers} 127.0.0.1:9092 if that is not. */
  public static Map<String, Object> from(Config config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, LOCAL_BROKER);
    for (String key : known()) {
      config
          .getOptionalValue(PREFIX + key, String.class)
          .ifPresent(value -> settings.put(key, value));
    }
    return Map.copyOf(settings);
  }

  private static Set<String> known() {
    return Stream.of(
            AdminClientConfig.configNames(),
            ConsumerConfig.configNames(),
            ProducerConfig.configNames())
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
