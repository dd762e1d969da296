/**
 * How an event goes on the wire: Avro bytes, CloudEvents headers in binary mode, W3C trace context.
 *
 * <pre>
 *   record --EventCodec--> bytes --+
 *                                  +--> Kafka record, acknowledged by all in-sync replicas
 *   key, record --EventHeaders-----+
 * </pre>
 *
 * <p>{@link io.carryover.runtime.event.EventPublisher} is safe from any thread and returns when the
 * event is durable; a failure to publish is transient. Equal events carry an equal {@code ce_id},
 * so consumers know a repetition by it.
 */
package io.carryover.runtime.event;
