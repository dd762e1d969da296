/**
 * The topics of the catalogue, read by one reader.
 *
 * <pre>
 *   all topics, all dead-letter topics --(read_committed, no group)--> EventFeed.poll --> TopicEvent ...
 *                                                                          |
 *                                                                          +--> counts by topic
 * </pre>
 *
 * <p>Threading: one thread. Delivery: the records of a topic in their order; no order between
 * topics. Nothing is committed, so that watching never takes anything from anybody.
 */
package io.carryover.cli.feed;
