/**
 * The three kinds of failure, and what a dead letter says.
 *
 * <pre>
 *   RejectedException   bad input     never retried    TOPIC.dead-letter + status REJECTED
 *   any other exception transient     retried          to the limit, then dead letter + FAILED
 *   Error               defect        logged loudly    counted like a transient failure
 *
 *   dead letter = key, bytes and headers as they came + DeadLetterHeaders
 * </pre>
 *
 * <p>Immutable values and pure functions, without threads.
 */
package io.carryover.runtime.failure;
