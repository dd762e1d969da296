package io.carryover.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.events.Topic;
import io.carryover.runtime.failure.DeadLetterHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies on a dead-letter topic of one partition now. */
public final class DeadLetters {
  private static final Duration POLL = Duration.ofMillis(200);

  private DeadLetters() {}

  /** All letters of a topic, oldest first. */
  public static List<ConsumerRecord<byte[], byte[]>> of(Map<String, Object> kafka, Topic topic) {
    TopicPartition partition = new TopicPartition(topic.deadLetterName(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            committedOnly(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return read(consumer, partition);
    }
  }

  /** A topology writes its dead letters in transactions, of which some are given up. */
  private static Map<String, Object> committedOnly(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return config;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    while (consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(letters::add);
    }
    return letters;
  }

  /** Code of the reason for which a record was refused. */
  public static String cause(ConsumerRecord<byte[], byte[]> letter) {
    return new String(letter.headers().lastHeader(DeadLetterHeaders.CAUSE_CODE).value(), UTF_8);
  }
}
