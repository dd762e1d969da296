package io.carryover.runtime.view;

import io.carryover.events.EventCodec;
import io.carryover.events.EventFormatException;
import io.carryover.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest event of each key of a topic. The partitions are those that the topic has at the
 * start.
 *
 * @param <T> record of the topic
 */
public final class TopicView<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicView.class);
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Map<String, Object> kafkaConfig;
  private final Topic topic;
  private final Class<T> type;
  private final Predicate<T> kept;
  private final Listener<T> listener;
  private final Map<String, T> latest = new ConcurrentHashMap<>();
  private final CatchUp first = new CatchUp();
  private final Queue<CatchUp> waiting = new ConcurrentLinkedQueue<>(List.of(first));
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile Consumer<String, byte[]> consumer;

  /** Is told of each change, on the view's thread, after the map has it. */
  @FunctionalInterface
  public interface Listener<T> {
    /** A key has a new event; at the start, once for each event that the topic still holds. */
    void changed(String key, T event);

    /** A key that the view held was deleted. */
    default void removed(String key) {}

    /** The bytes of a record are no event of the topic; the key keeps its earlier event. */
    default void unreadable(String key, EventFormatException cause) {
      log.warn("record passed over, key {}: {}", key, cause.getMessage());
    }
  }

  /**
   * A view of every event, not yet started.
   *
   * @param kafkaConfig client settings, at least {@code bootstrap.servers}
   * @param topic an existing topic
   * @param listener is told of each change
   */
  public TopicView(
      Map<String, Object> kafkaConfig, Topic topic, Class<T> type, Listener<T> listener) {
    this(kafkaConfig, topic, type, event -> true, listener);
  }

  /**
   * A view of some events, not yet started: of a topic of which only a part is of use here, the
   * rest takes no memory.
   *
   * @param kafkaConfig client settings, at least {@code bootstrap.servers}
   * @param topic an existing topic
   * @param kept which events the view holds; any other one removes its key
   * @param listener is told of each change
   */
  public TopicView(
      Map<String, Object> kafkaConfig,
      Topic topic,
      Class<T> type,
      Predicate<T> kept,
      Listener<T> listener) {
    this.kafkaConfig = Map.copyOf(kafkaConfig);
    this.topic = topic;
    this.type = type;
    this.kept = kept;
    this.listener = listener;
    this.thread = new Thread(this::follow, "view-" + topic.topicName());
    this.thread.setDaemon(true);
  }

  /** Starts to follow the topic. */
  public void start() {
    thread.start();
  }

  /** The latest event of a key, empty if there is none yet. */
  public Optional<T> get(String key) {
    return Optional.ofNullable(latest.get(key));
  }

  /** The latest events by key, as they are now. */
  public Map<String, T> all() {
    return Map.copyOf(latest);
  }

  /** Whether the topic is being followed; false before the start and after the close. */
  public boolean alive() {
    return thread.isAlive() && !stopping;
  }

  /** Whether the topic is being followed, and all that it held at the start has been read. */
  public boolean ready() {
    return alive() && first.done.isDone();
  }

  /**
   * Waits until everything is read that the topic holds now, however long the broker is away.
   *
   * @throws IllegalStateException if the view is not started, or is closed meanwhile
   */
  public void catchUp() {
    if (!alive()) {
      throw new IllegalStateException("view of %s must be started".formatted(topic.topicName()));
    }
    CatchUp wanted = new CatchUp();
    waiting.add(wanted);
    wake();
    if (stopping) {
      giveUpWaiting();
    }
    wanted.done.join();
  }

  /** Ends the view; the map stays as it was last. */
  @Override
  public void close() {
    stopping = true;
    wake();
    stop.countDown();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void follow() {
    while (!stopping) {
      try (Consumer<String, byte[]> opened = open();
          TopicEnds ends = new TopicEnds(kafkaConfig)) {
        consumer = opened;
        assignAll(opened);
        while (!stopping) {
          turn(opened, ends);
        }
      } catch (KafkaException e) {
        pauseAfter(e);
      }
    }
    giveUpWaiting();
  }

  private void turn(Consumer<String, byte[]> opened, TopicEnds ends) {
    try {
      answerWaiting(opened, ends);
      opened.poll(POLL).forEach(this::apply);
    } catch (WakeupException e) {
      log.trace("woken to look at what is asked", e);
    }
  }

  /** Reads all partitions from their first record. */
  private void assignAll(Consumer<String, byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(topic.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("topic must exist: " + topic.topicName());
    }
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
  }

  private void apply(ConsumerRecord<String, byte[]> message) {
    try {
      if (message.value() == null) {
        removed(message.key());
      } else {
        read(message.key(), EventCodec.decode(message.value(), type));
      }
    } catch (EventFormatException e) {
      listener.unreadable(message.key(), e);
    } catch (RuntimeException e) {
      log.error("listener of {} failed, key {}", topic.topicName(), message.key(), e);
    }
  }

  private void read(String key, T event) {
    if (kept.test(event)) {
      latest.put(key, event);
      listener.changed(key, event);
    } else {
      removed(key);
    }
  }

  private void removed(String key) {
    if (latest.remove(key) != null) {
      listener.removed(key);
    }
  }

  private void answerWaiting(Consumer<String, byte[]> opened, TopicEnds ends) {
    List<CatchUp> reached =
        waiting.stream().filter(wanted -> wanted.isReached(opened, ends)).toList();
    reached.forEach(wanted -> wanted.done.complete(null));
    waiting.removeAll(reached);
  }

  private void giveUpWaiting() {
    waiting.forEach(
        wanted -> wanted.done.completeExceptionally(new IllegalStateException("view is closed")));
  }

  private void pauseAfter(KafkaException e) {
    log.warn("{} cannot be followed now: {}", topic.topicName(), e.getMessage());
    try {
      if (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("{} is followed again from its start", topic.topicName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Consumer<String, byte[]> open() {
    Map<String, Object> config = new HashMap<>(kafkaConfig);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** A wish to be told when the end of the topic, as it is now, is read. */
  private static final class CatchUp {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Map<TopicPartition, Long> wanted = Map.of();

    boolean isReached(Consumer<String, byte[]> opened, TopicEnds ends) {
      if (wanted.isEmpty()) {
        wanted = ends.of(opened.assignment());
      }
      return wanted.entrySet().stream()
          .allMatch(end -> opened.position(end.getKey()) >= end.getValue());
    }
  }
}
