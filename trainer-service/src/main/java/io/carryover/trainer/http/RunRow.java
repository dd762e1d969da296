package io.carryover.trainer.http;

import io.carryover.events.EpochCompleted;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.service.StatusWords;
import java.util.Locale;
import java.util.Optional;

/**
 * A training as the page shows it.
 *
 * @param mood style class: good, bad, busy or quiet
 * @param detail reason of a rejection or failure, else the last epoch; empty without either
 * @param percent how far a running training has come, 0 to 100; -1 where that is not known
 */
record RunRow(
    String id,
    String cohort,
    String label,
    String state,
    String mood,
    String changedAt,
    String detail,
    int percent) {
  private static final int UNKNOWN = -1;

  static RunRow of(RunStatusChanged status, Optional<EpochCompleted> epoch) {
    return new RunRow(
        status.getId(),
        status.getCohortId(),
        status.getLabel(),
        StatusWords.state(status),
        StatusWords.mood(status),
        StatusWords.since(status),
        status.getReason() == null
            ? epoch.map(RunRow::words).orElse("")
            : StatusWords.reason(status),
        epoch
            .filter(e -> status.getState() == RunState.RUNNING)
            .map(RunRow::percent)
            .orElse(UNKNOWN));
  }

  /** Whether it is being trained and has said how far it is. */
  public boolean showsProgress() {
    return percent != UNKNOWN;
  }

  private static String words(EpochCompleted epoch) {
    String dsc =
        epoch.getValidationDsc() == null
            ? ""
            : String.format(Locale.ROOT, ", validation DSC %.3f", epoch.getValidationDsc());
    return String.format(
        Locale.ROOT,
        "epoch %d of at most %d, loss %.4f%s",
        epoch.getEpoch(),
        epoch.getEpochs(),
        epoch.getTrainLoss(),
        dsc);
  }

  private static int percent(EpochCompleted epoch) {
    return (int) (100.0 * epoch.getEpoch() / Math.max(1, epoch.getEpochs()));
  }
}
