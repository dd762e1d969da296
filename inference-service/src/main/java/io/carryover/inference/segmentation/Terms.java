package io.carryover.inference.segmentation;

/**
 * How a scan is to be worked on.
 *
 * @param priority whose patches go first
 * @param checkpoint whether the work goes on
 */
public record Terms(Priority priority, Checkpoint checkpoint) {
  /** After whoever came before, to the end. */
  public static final Terms ROUTINE = new Terms(Priority.ROUTINE, Checkpoint.OPEN);
}
