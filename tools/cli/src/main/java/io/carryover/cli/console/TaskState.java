package io.carryover.cli.console;

import java.util.Objects;

/**
 * How far one task is.
 *
 * @param task name for people; the same name is the same task
 * @param done steps done, from 0
 * @param total steps in all, at least {@code done}; 0 where it is not known
 * @param detail figures of the latest step, empty for none
 */
public record TaskState(String task, long done, long total, String detail) {

  public TaskState {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(detail, "detail");
    if (done < 0 || total < 0) {
      throw new IllegalArgumentException(
          "steps must not be negative, but are " + done + " of " + total + " (" + task + ")");
    }
  }

  /** A task that is over at fewer steps than were allowed, such as a training that converged. */
  public TaskState finished() {
    return new TaskState(task, total, total, detail);
  }

  /** Share of the steps done, 0 to 1; 0 where the total is not known. */
  public double fraction() {
    return total == 0 ? 0 : Math.min(1, (double) done / total);
  }
}
