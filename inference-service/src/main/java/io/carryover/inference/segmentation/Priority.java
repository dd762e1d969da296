package io.carryover.inference.segmentation;

/** Whose patches go first, the most urgent at first. The first two are DICOM's (0040,1003). */
public enum Priority {
  /** At once: goes before all others, also those that have begun. */
  STAT,
  /** In the order of asking. */
  ROUTINE,
  /** When nobody waits for an answer: comparisons. */
  SHADOW;

  boolean isBefore(Priority other) {
    return compareTo(other) < 0;
  }
}
