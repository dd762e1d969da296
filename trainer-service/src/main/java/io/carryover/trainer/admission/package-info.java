/**
 * The admission of labelled scans to their cohorts.
 *
 * <pre>
 *   labelled-scans --share group--> ScanAdmission --> fetch, read, check both files
 *                                     |  |               |
 *        cohort.Cohorts --------------+  |               +--good--> admitted-scans, run-status COMPLETED
 *                                        +--bad---> run-status REJECTED, labelled-scans.dead-letter
 * </pre>
 *
 * <p>One scan at a time per replica, at least once: an admission published twice is one to
 * planning.
 */
package io.carryover.trainer.admission;
