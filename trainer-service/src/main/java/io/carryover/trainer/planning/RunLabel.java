package io.carryover.trainer.planning;

import io.carryover.events.Method;
import io.carryover.events.TrainingRequested;

/** Short words for people about a training. */
public final class RunLabel {
  private RunLabel() {}

  /** For example "source network 1 of 2" or "DWP on 6 scans". */
  public static String of(TrainingRequested request) {
    return request.getMethod() == Method.SOURCE
        ? "source network %d of %d".formatted(request.getNetwork() + 1, request.getNetworks())
        : "%s on %d scans".formatted(request.getMethod(), request.getScans().size());
  }
}
