/**
 * Work that takes seconds to hours, one record at a time per replica, safe against kill -9. The
 * only code that knows share groups (KIP-932).
 *
 * <pre>
 *   topic --poll--> WorkLoop --submit--> Attempt: decode, Worker.work        (worker thread)
 *                   |  ^  |                 |
 *             RENEW |  |  | verdict <-------+--> RejectedException, bytes: dead letter, REJECT
 *     (lock / 3)    v  |  v                 +--> other exception: wait, RELEASE; at the limit
 *                  broker: ACCEPT           |      dead letter, REJECT
 *                                           +--> told to stop: RELEASE
 *   lock lost: worker told to stop, nothing acknowledged, the broker delivers again
 * </pre>
 *
 * <p>Delivery is at least once. ACCEPT follows the worker's return, which follows its durable
 * results; REJECT follows the durable dead letter. The share consumer belongs to the loop's thread,
 * the worker runs on another; a worker's callbacks run where it runs. The loop outlives outages of
 * the broker and joins again.
 *
 * <p>A broker counts deliveries and drops a record silently at its own limit. The queue sets that
 * to ten, and puts a record aside before: after the delivery limit when the work fails, after eight
 * when it is interrupted.
 */
package io.carryover.runtime.work;
