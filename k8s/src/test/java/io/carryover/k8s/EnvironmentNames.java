package io.carryover.k8s;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The environment variables that a service understands. */
final class EnvironmentNames {

  /** Read by the JVM, DJL, OpenMP and glibc themselves. */
  private static final Set<String> OF_THE_PLATFORM =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "DJL_CACHE_DIR",
          "GOMP_SPINCOUNT",
          "MALLOC_MMAP_MAX_",
          "MALLOC_TOP_PAD_",
          "MALLOC_TRIM_THRESHOLD_");

  private EnvironmentNames() {}

  /** The names of a service's own settings, of Kafka's clients, of its Quarkus keys. */
  static Set<String> of(Class<?> settings, Set<String> quarkusKeys) {
    Stream<String> own =
        ConfigMappings.getProperties(new ConfigClass(settings, "carryover")).keySet().stream();
    Stream<String> names =
        Stream.of(own, kafkaKeys(), quarkusKeys.stream())
            .flatMap(keys -> keys)
            .map(EnvironmentNames::name);
    return Stream.concat(names, OF_THE_PLATFORM.stream()).collect(Collectors.toSet());
  }

  private static Stream<String> kafkaKeys() {
    return Stream.of(
            AdminClientConfig.configNames(),
            ConsumerConfig.configNames(),
            ProducerConfig.configNames())
        .flatMap(Set::stream)
        .map(key -> "kafka." + key);
  }

  private static String name(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
