package io.carryover.runtime.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of a share group that holds at most one record. For one thread.
 *
 * <p>What Kafka 4.3's client does, and this class relies on: a renewal is an acknowledgement like
 * any other and takes the record out of the client's hands; only the poll after a successful
 * renewal hands it back. After a failed one the record is gone for good, and the next poll would
 * fetch another. A broken connection ends the share session, and with it every lock.
 */
final class ShareGroupMember implements AutoCloseable {
  private static final Duration DEFAULT_LOCK = Duration.ofSeconds(30);
  private static final Duration HAND_BACK = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final int RENEWALS_PER_LOCK = 3;

  private final KafkaShareConsumer<byte[], byte[]> consumer;

  ShareGroupMember(Map<String, Object> kafkaConfig, String topic, String group) {
    this.consumer =
        new KafkaShareConsumer<>(
            config(kafkaConfig, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  /** Waits for a record; from now on it is locked for this member. */
  Optional<ConsumerRecord<byte[], byte[]>> take(Duration wait) {
    return first(consumer.poll(wait));
  }

  /** How often a lock must be renewed, so that one late renewal does not lose it. */
  Duration renewalPeriod() {
    return lock().dividedBy(RENEWALS_PER_LOCK);
  }

  /** Starts the lock of the held record anew. */
  void renew(ConsumerRecord<byte[], byte[]> record) throws LockLostException {
    acknowledge(record, AcknowledgeType.RENEW);
    if (handedBack().filter(back -> back.offset() == record.offset()).isEmpty()) {
      throw new LockLostException("the renewed record was not handed back", null);
    }
  }

  /** Tells the broker what became of the held record, and waits until it knows. */
  void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type)
      throws LockLostException {
    Optional<KafkaException> refusal;
    try {
      consumer.acknowledge(record, type);
      refusal = commit();
    } catch (KafkaException | IllegalStateException e) {
      throw new LockLostException(type + " did not reach the broker: " + e, e);
    }
    if (refusal.isPresent()) {
      throw new LockLostException(type + " was refused: " + refusal.get(), refusal.get());
    }
  }

  /** Leaves the group; a record still held is given back. */
  @Override
  public void close() {
    consumer.close(CLOSE_TIMEOUT);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> handedBack() throws LockLostException {
    try {
      return take(HAND_BACK);
    } catch (KafkaException e) {
      throw new LockLostException("the renewed record was not handed back: " + e, e);
    }
  }

  /** Waits no longer than the lock would last after a missed renewal. */
  private Optional<KafkaException> commit() {
    Duration wait = lock().minus(renewalPeriod());
    return consumer.commitSync(wait).values().stream().flatMap(Optional::stream).findFirst();
  }

  private Duration lock() {
    return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(DEFAULT_LOCK);
  }

  private static Optional<ConsumerRecord<byte[], byte[]>> first(
      ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      return Optional.of(record);
    }
    return Optional.empty();
  }

  private static Map<String, Object> config(Map<String, Object> kafkaConfig, String group) {
    Map<String, Object> config = new HashMap<>(kafkaConfig);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, Objects.requireNonNull(group));
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return config;
  }
}
