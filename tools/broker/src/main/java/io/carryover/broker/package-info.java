/**
 * Kafka's own broker in this JVM, for the demo, for local use and for tests. The only code that
 * knows Kafka's server classes.
 *
 * <pre>
 *   EmbeddedBroker.start(dir) --format once--> KafkaRaftServer (controller + broker) on 127.0.0.1
 *                                                    |
 *        any client  &lt;---- bootstrapServers() --------+      dir keeps topics, data, group state
 * </pre>
 *
 * <p>One node: every replication factor is 1, and a machine failure loses what the disk loses.
 * Start and close block; both are for one thread.
 */
package io.carryover.broker;
