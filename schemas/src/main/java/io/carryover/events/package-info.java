/**
 * The contract between the services: event records (generated from the Avro schemas), the catalogue
 * of topics, and the bytes of an event.
 *
 * <pre>
 *   record --EventCodec.encode--> C3 01 | fingerprint | record   --> Topic
 *   Topic  --> bytes --EventCodec.decode--> record of today, from any version in history/
 *                          |
 *                          +--> EventFormatException(code): a dead letter, never read again
 * </pre>
 *
 * <p>No state and no threads; everything here is safe for use by several threads. A record never
 * carries voxels, weights or kernels, nor anything that identifies a patient.
 */
package io.carryover.events;
