package io.carryover.runtime.work;

import io.carryover.events.Reason;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is done with one record of a work queue. Called on the queue's own worker thread, one record
 * at a time. Delivery is at least once: a worker whose results are durable under the record's id
 * recognises them and publishes them again.
 */
@FunctionalInterface
public interface Worker<T extends SpecificRecord> {

  /**
   * Does the work. Its results must be durable and published when it returns: the record is then
   * accepted and never seen again.
   *
   * @throws io.carryover.runtime.failure.RejectedException when the record is bad: it goes to the
   *     dead letters and {@link #rejected} is told
   * @throws WorkReleasedException when the work stopped because {@link WorkContext#stopping}, or
   *     another replica may be able to do it: the record is given back
   * @throws Exception when it may go better next time: called again after a while, for long if
   *     {@link io.carryover.runtime.failure.TransientException#describes} it, else up to the
   *     failure limit; then the record goes to the dead letters and {@link #failed} is told
   */
  void work(T record, WorkContext context) throws Exception;

  /** The record was rejected and lies on the dead-letter topic. */
  default void rejected(T record, Reason reason) {}

  /** The record failed as often as allowed and lies on the dead-letter topic. */
  default void failed(T record, Reason reason) {}
}
