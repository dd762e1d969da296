package io.carryover.cli.experiment;

/** What the models of an experiment are compared on. */
enum Judged {
  /** Test scans: what is found holds for people whom no decision has seen. */
  ON_TEST_SCANS,
  /** Validation scans alone: settings are chosen, and the test scans stay unread. */
  ON_VALIDATION_SCANS
}
