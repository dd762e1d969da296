/**
 * Invented scans with known truth.
 *
 * <pre>
 *   seed, role, index -> head, ellipsoid, distractors -> texture -> bias field -> Rician noise
 *                                   |                                                 |
 *                                   +--> mask ------- LabelledScan ------- image <----+
 * </pre>
 *
 * <p>Pure functions of their arguments; any thread. No patient's data is in them.
 */
package io.carryover.imaging.phantom;
