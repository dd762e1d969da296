/**
 * What an experiment has measured.
 *
 * <pre>
 *   model x test scan --> Measurement
 * </pre>
 *
 * <p>Values only; safe from any thread.
 */
package io.carryover.cli.evidence;
