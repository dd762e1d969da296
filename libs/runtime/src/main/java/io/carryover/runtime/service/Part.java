package io.carryover.runtime.service;

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

  /** A part that is ready as soon as it is alive. */
  public static Part of(String name, Runnable start, BooleanSupplier alive, Runnable close) {
    return new Part(name, start, alive, alive, close);
  }
}
