package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.RecentSegmentations.Answered;
import io.carryover.inference.segmentation.RecentSegmentations.Recent;
import io.carryover.inference.segmentation.RecentSegmentations.Refused;
import io.carryover.inference.segmentation.Refusal;
import io.carryover.inference.segmentation.StatedUncertainty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A segmentation as the page shows it.
 *
 * @param at when
 * @param via event or http
 * @param outcome completed, rejected, unavailable or failed
 * @param model name of the model, or the code of the refusal
 * @param shape voxels of the scan, or nothing
 * @param volume volume of the mask, or nothing
 * @param seconds time of the work, or nothing
 */
public record RecentRow(
    String at,
    String via,
    String outcome,
    String model,
    String shape,
    String volume,
    String seconds) {
  private static final double MILLIS_PER_SECOND = 1000;

  static RecentRow of(Recent recent) {
    if (recent instanceof Answered answered) {
      return of(answered.answer());
    }
    return of(((Refused) recent).refusal());
  }

  private static RecentRow of(Answer answer) {
    return new RecentRow(
        time(answer.at()),
        answer.via().text(),
        "completed",
        answer.model(),
        answer.scan().grid().shape().toString(),
        "%.2f ml".formatted(answer.scan().volumeMl())
            + answer.scan().uncertainty().map(RecentRow::interval).orElse(""),
        "%.2f s".formatted(answer.scan().times().working().toMillis() / MILLIS_PER_SECOND));
  }

  private static String interval(StatedUncertainty stated) {
    return " (%.2f to %.2f)%s"
        .formatted(
            stated.volume().lowMl(),
            stated.volume().highMl(),
            stated.refer().orElse(false) ? ", to be looked at" : "");
  }

  private static RecentRow of(Refusal refusal) {
    String outcome = refusal.outcome().name().toLowerCase(Locale.ROOT);
    return new RecentRow(
        time(refusal.at()), refusal.via().text(), outcome, refusal.code(), "", "", "");
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
