package io.carryover.runtime.service;

import io.carryover.events.Topic;
import io.carryover.runtime.view.TopicView;
import io.carryover.runtime.work.WorkQueue;
import java.util.function.BooleanSupplier;

/**
 * A long-lived part of a service: a topology, a work queue, a view.
 *
 * @param name for people, for example "queue prior-fits"
 * @param start starts it and returns
 * @param alive whether it has not died; asked only after the start
 * @param ready whether it does its work now
 * @param close stops it within seconds
 */
public record Part(
    String name, Runnable start, BooleanSupplier alive, BooleanSupplier ready, Runnable close) {

  /** A queue, ready while it is being worked off. */
  public static Part queue(String name, WorkQueue<?> queue) {
    return new Part(name, queue::start, queue::alive, queue::ready, queue::close);
  }

  /** A view, named after its topic, ready once it has read what the topic held at the start. */
  public static Part view(Topic topic, TopicView<?> view) {
    String name = "view of " + topic.topicName();
    return new Part(name, view::start, view::alive, view::ready, view::close);
  }

  /** A part that is ready as soon as it is alive. */
  public static Part of(String name, Runnable start, BooleanSupplier alive, Runnable close) {
    return new Part(name, start, alive, alive, close);
  }
}
