package io.carryover.runtime.service;

import io.carryover.events.RunStatusChanged;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A run status as pages say it. */
public final class StatusWords {
  private StatusWords() {}

  /** For example "running". */
  public static String state(RunStatusChanged status) {
    return status.getState().name().toLowerCase(Locale.ROOT);
  }

  /** Style class of the state: good, bad, busy or quiet. */
  public static String mood(RunStatusChanged status) {
    return switch (status.getState()) {
      case QUEUED -> "quiet";
      case RUNNING -> "busy";
      case COMPLETED -> "good";
      case FAILED, REJECTED -> "bad";
    };
  }

  /** When it changed, UTC, to the second. */
  public static String since(RunStatusChanged status) {
    return status.getChangedAt().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Code and message of a rejection or failure, else empty. */
  public static String reason(RunStatusChanged status) {
    return status.getReason() == null
        ? ""
        : status.getReason().getCode() + ": " + status.getReason().getMessage();
  }
}
