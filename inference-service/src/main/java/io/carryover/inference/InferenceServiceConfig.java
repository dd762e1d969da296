package io.carryover.inference;

import io.carryover.runtime.service.KafkaSettings;
import io.carryover.runtime.service.Part;
import io.carryover.runtime.service.ServiceHealth;
import io.carryover.runtime.service.ServiceMetrics;
import io.carryover.runtime.service.ServiceParts;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.service.TopicUse;
import io.carryover.runtime.topics.TopicSetup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Puts the parts of the service together; starts and stops them. */
@Singleton
class InferenceServiceConfig {
  private static final String NAME = "inference-service";

  void start(@Observes StartupEvent event, ServiceParts parts) {
    parts.start();
  }

  void stop(@Observes ShutdownEvent event, ServiceParts parts) {
    parts.close();
  }

  @Produces
  @Singleton
  ServiceResources resources(InferenceServiceSettings settings, Config config) {
    return new ServiceResources(NAME, settings, KafkaSettings.from(config));
  }

  void close(@Disposes ServiceResources resources) {
    resources.close();
  }

  @Produces
  @Singleton
  ServiceParts parts(
      ServiceResources resources,
      @Identifier("registry") List<Part> registry,
      @Identifier("requests") List<Part> requests) {
    TopicSetup topics = new TopicSetup(resources.kafka());
    return new ServiceParts(
        () -> topics.ensure(TopicUse.topics(InferenceTopics.ALL)),
        Stream.of(registry, requests).flatMap(List::stream).toList());
  }

  @Produces
  @Singleton
  ServiceMetrics metrics(ServiceParts parts) {
    return new ServiceMetrics(parts);
  }

  @Produces
  @Liveness
  @Singleton
  HealthCheck liveness(ServiceParts parts) {
    return ServiceHealth.liveness(parts);
  }

  @Produces
  @Readiness
  @Singleton
  HealthCheck readiness(ServiceParts parts, ServiceResources resources) {
    return ServiceHealth.readiness(parts, resources.broker());
  }
}
