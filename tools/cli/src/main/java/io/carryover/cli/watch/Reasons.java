package io.carryover.cli.watch;

import io.carryover.events.RunStatusChanged;
import java.util.Locale;

/** A bad end in words. */
public final class Reasons {

  private Reasons() {}

  /** For example {@code rejected, MASK_SHAPE_DIFFERS: mask 48x64x48 differs from ...}. */
  public static String text(RunStatusChanged status) {
    String state = status.getState().name().toLowerCase(Locale.ROOT);
    return status.getReason() == null
        ? state
        : "%s, %s: %s"
            .formatted(state, status.getReason().getCode(), status.getReason().getMessage());
  }
}
