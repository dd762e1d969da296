package io.carryover.runtime.event;

import io.carryover.events.EventCodec;
import io.carryover.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events, one at a time and durably: a call returns when all in-sync replicas have it.
 * Safe from any thread.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Producer<String, byte[]> producer;
  private final EventHeaders headers;

  /**
   * A publisher with its own producer.
   *
   * @param kafkaConfig client settings, at least {@code bootstrap.servers}
   * @param source who publishes, as a URI reference, for example "/prior-service/prior-0"
   */
  public EventPublisher(Map<String, Object> kafkaConfig, String source) {
    this(producer(kafkaConfig), new EventHeaders(source, Clock.systemUTC()));
  }

  /** A publisher over a given producer, which it closes. */
  public EventPublisher(Producer<String, byte[]> producer, EventHeaders headers) {
    this.producer = producer;
    this.headers = headers;
  }

  /**
   * Publishes one event and waits for it to be durable.
   *
   * @throws IllegalArgumentException if the topic is for another type of record
   * @throws KafkaException if it could not be made durable in {@code delivery.timeout.ms}; try
   *     again
   */
  public void publish(Topic topic, String key, SpecificRecord event) {
    if (!topic.record().isInstance(event)) {
      throw new IllegalArgumentException(
          "topic %s carries %s, not %s"
              .formatted(
                  topic.topicName(), topic.record().getSimpleName(), event.getSchema().getName()));
    }
    byte[] bytes = EventCodec.encode(event);
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic.topicName(), key, bytes);
    headers.stamp(message.headers(), key, event, bytes);
    TraceContext.inject(message.headers());
    send(message);
  }

  private void send(ProducerRecord<String, byte[]> message) {
    try {
      producer.send(message).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(
          "event %s could not be published to %s".formatted(message.key(), message.topic()),
          e.getCause());
    }
  }

  private static Producer<String, byte[]> producer(Map<String, Object> kafkaConfig) {
    Map<String, Object> config = new HashMap<>(kafkaConfig);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_DEAD_LETTER_BYTES);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Closes the producer; events already published are durable. */
  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
