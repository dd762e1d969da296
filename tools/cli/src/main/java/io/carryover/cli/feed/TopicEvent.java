package io.carryover.cli.feed;

import io.carryover.events.Topic;
import org.apache.avro.specific.SpecificRecord;

/** One event, the topic it came from and its key. */
public record TopicEvent(Topic topic, String key, SpecificRecord event) {}
