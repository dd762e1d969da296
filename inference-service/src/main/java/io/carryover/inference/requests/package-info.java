/**
 * Segmentation by events.
 *
 * <pre>
 *   segmentation-requests, and stat-segmentation-requests before it
 *      |  (a share group each, one record of each in flight)
 *      |  SegmentationHandler: RUNNING
 *      v
 *   result recorded already? --yes-----------------------------------+
 *      | no                                                          |
 *   lease the model -> fetch the image -> mask -> store -> record ---+--> segmentations, COMPLETED
 *      |
 *      +--> bad input: dead letter, REJECTED with a code
 * </pre>
 *
 * <p>Delivery is at least once. A request is known by the hash of all it says but its time, so that
 * the same request gets the same bytes again, whichever replica answers and whatever model has come
 * since. Between two batches of patches a request may end: past its deadline or cancelled (on
 * segmentation-cancellations) it is REJECTED and no dead letter, when the service stops it is given
 * back. The mask is durable before its event, the event before the record is accepted.
 *
 * <p>A model that is not there is looked for once more after the models topic is read to its end;
 * then UNKNOWN_MODEL. A model that this replica refused may be served by another: such a request is
 * given back, up to the queue's limit. One that cannot be opened here now is waited for.
 */
package io.carryover.inference.requests;
