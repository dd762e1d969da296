package io.carryover.prior.http;

import io.carryover.events.EpochCompleted;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.service.StatusWords;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fit as the page shows it.
 *
 * @param id of the prior, or of what was rejected
 * @param label for people
 * @param state for example "running"
 * @param mood style class: good, bad, busy or quiet
 * @param changedAt UTC, to the second
 * @param detail reason of a rejection or failure, or what is being fitted; empty without either
 * @param percent how far a running fit has come, 0 to 100; -1 where that is not known
 */
record FitRow(
    String id,
    String label,
    String state,
    String mood,
    String changedAt,
    String detail,
    int percent) {
  private static final int GROUPS = 7;
  private static final int UNKNOWN = -1;
  private static final Pattern GROUP_STAGE = Pattern.compile("group-([1-7])(-shuffled)?");

  static FitRow of(RunStatusChanged status, Optional<EpochCompleted> latestEpoch) {
    Optional<EpochCompleted> epoch =
        latestEpoch.filter(any -> status.getState() == RunState.RUNNING);
    return new FitRow(
        status.getId(),
        status.getLabel(),
        StatusWords.state(status),
        StatusWords.mood(status),
        StatusWords.since(status),
        epoch.map(FitRow::words).orElse(StatusWords.reason(status)),
        epoch.map(FitRow::percent).orElse(UNKNOWN));
  }

  /** Whether it is being fitted and has said how far it is. */
  public boolean showsProgress() {
    return percent != UNKNOWN;
  }

  private static String words(EpochCompleted epoch) {
    return String.format(
        Locale.ROOT,
        "%s, epoch %d of at most %d, %.2f nats per kernel",
        epoch.getStage().replace('-', ' '),
        epoch.getEpoch(),
        epoch.getEpochs(),
        epoch.getTrainLoss());
  }

  /**
   * Groups are fitted one after the other; each counts the same. While a group's control is fitted,
   * which nothing announces before, the group counts as done.
   */
  private static int percent(EpochCompleted epoch) {
    Matcher stage = GROUP_STAGE.matcher(epoch.getStage());
    if (!stage.matches()) {
      return UNKNOWN;
    }
    boolean control = stage.group(2) != null;
    double ofGroup = control ? 1 : epoch.getEpoch() / (double) Math.max(1, epoch.getEpochs());
    return (int) (100 * (Integer.parseInt(stage.group(1)) - 1 + ofGroup) / GROUPS);
  }
}
