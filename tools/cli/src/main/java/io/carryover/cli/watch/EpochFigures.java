package io.carryover.cli.watch;

import io.carryover.events.EpochCompleted;
import java.util.Locale;

/** The figures of an epoch in few words. */
final class EpochFigures {

  private EpochFigures() {}

  static String of(EpochCompleted epoch) {
    StringBuilder text = new StringBuilder();
    if (epoch.getStage().startsWith("group-")) {
      text.append(epoch.getStage().replace('-', ' ')).append(", ");
    }
    text.append(String.format(Locale.ROOT, "loss %.3f", epoch.getTrainLoss()));
    if (epoch.getValidationDsc() != null) {
      text.append(String.format(Locale.ROOT, ", DSC %.3f", epoch.getValidationDsc()));
    }
    return text.append(String.format(Locale.ROOT, ", %.1f s", epoch.getSeconds())).toString();
  }
}
