package io.carryover.runtime.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks whether the broker answers. */
public final class BrokerProbe implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  private final Admin admin;

  /**
   * A probe with its own connection; {@code bootstrap.servers} need not answer yet, only resolve.
   */
  public BrokerProbe(Map<String, Object> kafkaConfig) {
    this.admin = Admin.create(kafkaConfig);
  }

  /** Whether the cluster describes itself within two seconds. */
  public boolean reachable() {
    try {
      admin.describeCluster().clusterId().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
