package io.carryover.runtime.service;

import io.carryover.events.Topic;
import java.util.List;

/**
 * A topic that a service reads or writes: created at the start, shown on its page.
 *
 * @param topic of the catalogue
 * @param direction what the service does with it
 */
public record TopicUse(Topic topic, Direction direction) {
  /** What a service does with a topic. */
  public enum Direction {
    READS,
    WRITES
  }

  public static TopicUse reads(Topic topic) {
    return new TopicUse(topic, Direction.READS);
  }

  public static TopicUse writes(Topic topic) {
    return new TopicUse(topic, Direction.WRITES);
  }

  /** The topics of some uses, each once. */
  public static Topic[] topics(List<TopicUse> uses) {
    return uses.stream().map(TopicUse::topic).distinct().toArray(Topic[]::new);
  }

  /** Simple name of the topic's record, for people. */
  public String recordName() {
    return topic.record().getSimpleName();
  }
}
