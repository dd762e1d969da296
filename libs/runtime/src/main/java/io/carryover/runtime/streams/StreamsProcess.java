package io.carryover.runtime.streams;

import io.carryover.events.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology with exactly-once semantics on one thread. Its topics must exist.
 *
 * <p>What the broker can recover from is tried again on a fresh thread; a defect ends the process,
 * {@link #alive} turns false and whoever watches liveness restarts the service.
 */
public final class StreamsProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamsProcess.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /** How long a killed replica's partitions wait for another one; brokers allow 6 s and more. */
  private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(10);

  private final KafkaStreams streams;

  /**
   * A process, not yet started.
   *
   * @param kafkaConfig client settings, at least {@code bootstrap.servers}
   * @param applicationId consumer group and prefix of internal topics
   * @param stateDirectory for state stores that keep files
   */
  public StreamsProcess(
      Map<String, Object> kafkaConfig,
      String applicationId,
      Path stateDirectory,
      Topology topology) {
    this.streams =
        new KafkaStreams(topology, properties(kafkaConfig, applicationId, stateDirectory));
    this.streams.setUncaughtExceptionHandler(StreamsProcess::respond);
  }

  /** Starts; returns before the first assignment. */
  public void start() {
    streams.start();
  }

  /** Whether it has its partitions and their state, and decides. */
  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether it runs or is on its way to. */
  public boolean alive() {
    return running() || streams.state() == KafkaStreams.State.REBALANCING;
  }

  /** Stops within seconds and leaves the group, so that another replica takes over at once. */
  @Override
  public void close() {
    CloseOptions leaving =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leaving.withTimeout(CLOSE_WITHIN))) {
      log.warn("topology did not stop within {}", CLOSE_WITHIN);
    }
  }

  private static StreamThreadExceptionResponse respond(Throwable failure) {
    if (isTransient(failure)) {
      log.warn("topology goes on with a new thread", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    log.error("topology ends", failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean isTransient(Throwable failure) {
    return failure instanceof RetriableException
        || failure.getCause() instanceof RetriableException;
  }

  private static Properties properties(
      Map<String, Object> kafkaConfig, String applicationId, Path stateDirectory) {
    Properties properties = new Properties();
    properties.putAll(kafkaConfig);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(TAKE_OVER_AFTER.toMillis()));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topic.LARGEST_DEAD_LETTER_BYTES);
    return properties;
  }
}
