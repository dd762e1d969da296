package io.carryover.harness;

import io.carryover.events.Topic;
import io.carryover.runtime.view.TopicView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;

/** Every event of a topic, from its first on, as it comes. */
public final class EventLog<T extends SpecificRecord> implements AutoCloseable {
  private final List<T> events = new CopyOnWriteArrayList<>();
  private final TopicView<T> view;

  private EventLog(Map<String, Object> kafka, Topic topic, Class<T> type) {
    this.view = new TopicView<>(kafka, topic, type, (key, event) -> events.add(event));
  }

  /** Begins to follow an existing topic. */
  public static <T extends SpecificRecord> EventLog<T> follow(
      Map<String, Object> kafka, Topic topic, Class<T> type) {
    EventLog<T> log = new EventLog<>(kafka, topic, type);
    log.view.start();
    return log;
  }

  /** What has come so far. */
  public List<T> seen() {
    return List.copyOf(events);
  }

  /** Everything that is on the topic now. */
  public List<T> all() {
    view.catchUp();
    return seen();
  }

  /** The newest event of a key, of those that have come so far. */
  public Optional<T> latest(String key) {
    return view.get(key);
  }

  @Override
  public void close() {
    view.close();
  }
}
