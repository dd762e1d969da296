/**
 * The frame of a service: settings that all three share, and the start and stop of its parts.
 *
 * <pre>
 *   kafka.*      --> KafkaSettings ----> every client
 *   carryover.*  --> ServiceSettings --> store, work directory, replica
 *
 *   ServiceParts.start --> prepare (topics; again until the broker answers) --> part 1 .. part n
 *   ServiceParts.close <-- part n .. part 1
 *        |
 *        +--> ServiceHealth: live (no part died), ready (all started and ready, broker answers)
 * </pre>
 *
 * <p>A service answers HTTP before its broker answers: it is live and not ready. The broker's name
 * must resolve, though: without an address Kafka's clients cannot be opened and the service ends.
 * Everything here is safe from any thread.
 */
package io.carryover.runtime.service;
