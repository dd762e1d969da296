package io.carryover.prior.http;

import io.carryover.events.GroupReport;
import io.carryover.events.PriorFitted;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * A prior that passed its gate, as the page shows it.
 *
 * @param id of the prior
 * @param cohort its source cohort
 * @param networks networks whose kernels it holds
 * @param seconds time of fitting
 * @param fittedAt UTC, to the second
 * @param groups gate figures of the seven groups
 */
record PriorCard(
    String id, String cohort, int networks, String seconds, String fittedAt, List<Group> groups) {

  /**
   * Gate figures as text, nats per held-out kernel with two decimals.
   *
   * @param shuffledVaeNats control, on shuffled kernels; "-" where none was fitted
   */
  record Group(
      int group,
      int kernels,
      int dropped,
      int heldOut,
      String standardDeviation,
      String vaeNats,
      String fullGaussianNats,
      String independentGaussianNats,
      String gainNats,
      String shuffledVaeNats) {
    static Group of(GroupReport report) {
      return new Group(
          report.getGroup(),
          report.getKernels(),
          report.getDropped(),
          report.getHeldOut(),
          text("%.4f", report.getStandardDeviation()),
          text("%.2f", report.getVaeNats()),
          text("%.2f", report.getFullGaussianNats()),
          text("%.2f", report.getIndependentGaussianNats()),
          text("%.2f", report.getIndependentGaussianNats() - report.getVaeNats()),
          report.getShuffledVaeNats() == null ? "-" : text("%.2f", report.getShuffledVaeNats()));
    }
  }

  static PriorCard of(PriorFitted prior) {
    return new PriorCard(
        prior.getPriorId(),
        prior.getSourceCohortId(),
        prior.getRunIds().size(),
        text("%.0f", prior.getSeconds()),
        prior.getFittedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        prior.getGroups().stream().map(Group::of).toList());
  }

  private static String text(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
