/**
 * Digests and ids made of content, so that the same inputs always get the same name.
 *
 * <pre>
 *   bytes or file ------------------------------> Sha256     64 hex digits
 *   record --(volatile fields blanked)--> Avro binary --> ContentId   first 32 of them
 * </pre>
 *
 * <p>Pure functions; safe from any thread.
 */
package io.carryover.runtime.id;
