/**
 * Work that takes seconds to hours, one record at a time per replica, safe against kill -9. The
 * only code that knows share groups (KIP-932).
 *
 * <pre>
 *   topic --poll--> WorkLoop --submit--> Attempt: decode, Worker.work        (worker thread)
 *                   |  ^  |                 |
 *             RENEW |  |  | verdict <-------+--> RejectedException, bytes: dead letter, REJECT
 *     (lock / 3)    v  |  v                 +--> may pass: wait, work again, for a day
 *                  broker: ACCEPT           +--> other exception: the same, a few times
 *                                           |      then dead letter, REJECT
 *                                           +--> told to stop: RELEASE
 *   lock lost: worker told to stop, nothing acknowledged, the broker delivers again
 * </pre>
 *
 * <p>Delivery is at least once. ACCEPT follows the worker's return, which follows its durable
 * results; REJECT follows the durable dead letter. The share consumer belongs to the loop's thread,
 * the worker runs on another; a worker's callbacks run where it runs. The loop outlives outages of
 * the broker and joins again.
 *
 * <p>What may pass by itself (see {@link io.carryover.runtime.failure.TransientException}) and what
 * fails are tried again with the record held and its lock renewed: neither costs a delivery. Pauses
 * double up to five minutes; after a day, or a few failures that are none of that kind, the record
 * is put aside. Meanwhile this replica takes no other record.
 *
 * <p>So a delivery beyond the first says that a worker was interrupted (shut down, killed, cut off
 * from the broker) or gave the record back for another one. A broker counts them and drops a record
 * silently at its own limit. The queue sets that to ten, and puts a record aside after eight.
 */
package io.carryover.runtime.work;
