/**
 * The three kinds of failure, and what a dead letter says.
 *
 * <pre>
 *   RejectedException   bad input   never retried                 dead letter + status REJECTED
 *   IOException, KafkaException,
 *   TransientException  transient   retried with patience         after it: dead letter + FAILED
 *   anything else       defect      retried a few times, loudly   then: dead letter + FAILED
 *
 *   dead letter = key, bytes and headers as they came + DeadLetterHeaders
 * </pre>
 *
 * <p>Immutable values and pure functions, without threads.
 */
package io.carryover.runtime.failure;
