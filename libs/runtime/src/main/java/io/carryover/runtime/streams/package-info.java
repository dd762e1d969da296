/**
 * What every deciding topology needs: reading events with a way out for bad bytes, writing events,
 * and running the topology.
 *
 * <pre>
 *   TOPIC --bytes--> EventDecoding --> KStream of records --> decision --> EventEncoding --> TOPIC
 *                          |
 *                          +--> TOPIC.dead-letter   (key, value, headers as they came + cause)
 * </pre>
 *
 * <p>{@link io.carryover.runtime.streams.StreamsProcess} runs it with {@code exactly_once_v2} on
 * one thread; a decision and what it emits are one transaction. Nothing here needs a broker in
 * tests: topologies run in TopologyTestDriver.
 */
package io.carryover.runtime.streams;
