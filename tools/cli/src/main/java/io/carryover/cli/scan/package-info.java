/**
 * Who is on a scan, which split it goes to, and how it is published.
 *
 * <pre>
 *   Decathlon folder ---------------------------> cases --------+
 *   file names, subjects.csv, --same-person ----> People (who) -+--> PersonSplit --> TRAIN | VALIDATION | TEST
 *                                                                        |
 *                                            labelled-scans <-- ScanEvents (one ScanLabelled each)
 *   Decathlon folder --ScanCropCommand--> a folder of boxes from the middle of its scans
 * </pre>
 *
 * <p>Trainings of several sizes are dealt by {@link io.carryover.cli.scan.HeldOutSplit} instead.
 * {@link io.carryover.cli.scan.ScanFolder} holds cases and people together. A person is never in
 * two splits: two scans of one person look alike, and a test scan of somebody whom the network was
 * trained on measures memory, not skill.
 */
package io.carryover.cli.scan;
