package io.carryover.cli.feed;

import io.carryover.events.EventCodec;
import io.carryover.events.EventFormatException;
import io.carryover.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics that exist at its start; knows how many records it has seen on each. */
public final class EventFeed implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(Topic.values())
          .collect(Collectors.toMap(Topic::topicName, Function.identity()));

  private static final Set<String> ALL =
      Arrays.stream(Topic.values())
          .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
          .collect(Collectors.toUnmodifiableSet());

  private final Consumer<String, byte[]> consumer;
  private final SortedMap<String, Long> counts = new TreeMap<>();

  private EventFeed(Map<String, Object> kafkaConfig, Set<String> topics) {
    this.consumer =
        new KafkaConsumer<>(
            readOnly(kafkaConfig), new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions(topics));
  }

  /**
   * All topics of the catalogue and their dead letters, from the first record on.
   *
   * @param kafkaConfig client settings, at least {@code bootstrap.servers}
   */
  public static EventFeed fromTheBeginning(Map<String, Object> kafkaConfig) {
    EventFeed feed = new EventFeed(kafkaConfig, ALL);
    feed.consumer.seekToBeginning(feed.consumer.assignment());
    return feed;
  }

  /** Some topics, from what is published after the return of this method. */
  public static EventFeed fromNow(Map<String, Object> kafkaConfig, Topic... topics) {
    Set<String> names = Stream.of(topics).map(Topic::topicName).collect(Collectors.toSet());
    EventFeed feed = new EventFeed(kafkaConfig, names);
    feed.consumer.seekToEnd(feed.consumer.assignment());
    feed.consumer.assignment().forEach(feed.consumer::position);
    return feed;
  }

  private static Map<String, Object> readOnly(Map<String, Object> kafkaConfig) {
    Map<String, Object> config = new HashMap<>(kafkaConfig);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return config;
  }

  private List<TopicPartition> partitions(Set<String> topics) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains(topic.getKey()))
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Whether there is nothing to read: none of the topics exists. */
  public boolean isEmpty() {
    return consumer.assignment().isEmpty();
  }

  /** The next events, at the latest after {@code atMost}; none if there were none. */
  public List<TopicEvent> poll(Duration atMost) {
    return StreamSupport.stream(consumer.poll(atMost).spliterator(), false)
        .map(this::counted)
        .map(EventFeed::event)
        .flatMap(Optional::stream)
        .toList();
  }

  /** All events up to the last one that is there when this is called. */
  public List<TopicEvent> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    List<TopicEvent> events = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      events.addAll(poll(PATIENCE));
    }
    return events;
  }

  /** Records seen so far, by topic; topics without any are left out. */
  public SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  private ConsumerRecord<String, byte[]> counted(ConsumerRecord<String, byte[]> message) {
    counts.merge(message.topic(), 1L, Long::sum);
    return message;
  }

  private static Optional<TopicEvent> event(ConsumerRecord<String, byte[]> message) {
    Topic topic = BY_NAME.get(message.topic());
    if (topic == null || message.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TopicEvent(topic, message.key(), EventCodec.decode(message.value(), topic.record())));
    } catch (EventFormatException e) {
      return Optional.empty(); // it is the services' work to send it to the dead letters
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
