package io.carryover.runtime.work;

import io.carryover.events.Reason;
import io.carryover.events.Topic;
import io.carryover.runtime.failure.DeadLetterHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters of one topic: key, bytes and headers as they came, and the cause. */
final class DeadLetters implements AutoCloseable {
  /** Room for the largest record's envelope in a request. */
  private static final int LARGEST_REQUEST = Topic.LARGEST_DEAD_LETTER_BYTES + (1 << 20);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Topic topic;
  private final String group;

  DeadLetters(Map<String, Object> kafkaConfig, Topic topic, String group) {
    Map<String, Object> config = new HashMap<>(kafkaConfig);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.group = group;
  }

  /**
   * Writes one, and returns when it is durable.
   *
   * @throws KafkaException when it is not; the record must not be acknowledged then
   */
  void write(ConsumerRecord<byte[], byte[]> record, int deliveryCount, Reason cause) {
    try {
      producer.send(letter(record, deliveryCount, cause)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + topic.deadLetterName(), e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, int deliveryCount, Reason cause) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic.deadLetterName(), null, record.key(), record.value(), record.headers());
    DeadLetterHeaders.addCause(letter.headers(), cause);
    DeadLetterHeaders.addOrigin(
        letter.headers(), record.topic(), record.partition(), record.offset(), record.timestamp());
    DeadLetterHeaders.addReader(letter.headers(), group, deliveryCount);
    return letter;
  }
}
