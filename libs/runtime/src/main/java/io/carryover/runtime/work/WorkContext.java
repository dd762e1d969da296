package io.carryover.runtime.work;

/** What a worker knows about the delivery it works on. Safe for use by the worker's threads. */
public interface WorkContext {

  /** How often the record was delivered, this time included: 1 at first. */
  int deliveryCount();

  /**
   * Whether the worker should stop at the next safe point and throw {@link WorkReleasedException}:
   * the service shuts down, or the record's lock was lost and its result would not count.
   */
  boolean stopping();
}
