/**
 * The carryover command.
 *
 * <pre>
 *   ./carryover --> CarryoverCommand --+-- demo      the whole chain, measured
 *                                      +-- experiment  arms, sizes, splits, seeds
 *                                      +-- serve     broker and services until Ctrl-C
 *                                      +-- cohort    define                 --> cohorts
 *                                      +-- scan      publish                --> labelled-scans
 *                                      |             crop: smaller scans in a folder of their own
 *                                      +-- segment   through the service, or a model file alone
 *                                      +-- watch     status and progress    <-- run-status, run-progress
 *                                      +-- bench     how long a training step takes
 * </pre>
 *
 * <p>Each command runs on the main thread and returns its exit code: 0 done, 1 failed, 2 wrong
 * arguments.
 */
package io.carryover.cli;
