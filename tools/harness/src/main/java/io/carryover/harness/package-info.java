/**
 * What a test needs around a packaged service: the service as a process that can be killed, the
 * events of a topic as they come, the records that were refused, and bytes that are no event.
 *
 * <pre>
 *   test --(events)--> broker --> ServiceProcess (target/quarkus-app, one JVM of its own)
 *    ^                   |
 *    +--- EventLog ------+   every event of a topic
 *    +--- DeadLetters ---+   bytes and cause of every refused record
 *    '--- RawRecords --->|   bytes that are no event
 * </pre>
 *
 * <p>For tests alone; nothing that ships depends on it.
 */
package io.carryover.harness;
