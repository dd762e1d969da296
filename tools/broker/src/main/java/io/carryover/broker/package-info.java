/** Kafka's own KRaft broker in this JVM. */
package io.carryover.broker;
