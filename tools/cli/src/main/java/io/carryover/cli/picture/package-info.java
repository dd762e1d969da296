/**
 * What the pictures of the command share: a dark sheet, its colours, words and a heading.
 *
 * <pre>
 *   Sheet (canvas, Palette) &lt;-- Heading, Lettering -- overview, evidence
 * </pre>
 *
 * <p>Pictures are drawn without a display, on the caller's thread.
 */
package io.carryover.cli.picture;
