/**
 * A compacted topic as a map in memory, on every replica.
 *
 * <pre>
 *   topic, from its first record --> thread of the view --> map --> get, all (any thread)
 *                                          |
 *                                          +--> listener (thread of the view, in order)
 * </pre>
 *
 * <p>No consumer group and no commits: each start reads from the beginning, at least once. A
 * listener must be quick; what it throws is logged and the view goes on. Bytes that are no event
 * are told to the listener and otherwise passed over, since every replica reads them at every
 * start. A view may hold a part of the events only; it is ready once it has read what the topic
 * held at its start.
 */
package io.carryover.runtime.view;
