package io.carryover.runtime.service;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Liveness and readiness of a service, to be produced as its health checks. */
public final class ServiceHealth {
  private ServiceHealth() {}

  /** Up until a part dies or the start fails; then only a restart helps. */
  public static HealthCheck liveness(ServiceParts parts) {
    return () -> HealthCheckResponse.named("parts alive").status(parts.live()).build();
  }

  /** Up when the broker answers and every part does its work; names each of them. */
  public static HealthCheck readiness(ServiceParts parts, BrokerProbe broker) {
    return () -> {
      boolean reachable = broker.reachable();
      HealthCheckResponseBuilder response = HealthCheckResponse.named("parts ready");
      response.withData("broker", reachable);
      parts.parts().forEach(part -> response.withData(part.name(), parts.ready(part)));
      return response.status(reachable && parts.ready()).build();
    };
  }
}
