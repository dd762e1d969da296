package io.carryover.runtime.harvest;

import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorSpec;
import io.carryover.events.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The validation DSC that a source network must reach to be learnt from, as its cohort states it
 * ({@link PriorSpec}).
 *
 * @param least in [0, 1); 0: every network will do, also one without validation scans
 */
public record MinimumDsc(double least) {
  /** Code of a set of networks of which none reaches it. */
  public static final String SOURCE_TOO_WEAK = "SOURCE_TOO_WEAK";

  /** What the network's own cohort demands of it. */
  public static MinimumDsc of(KernelsHarvested network) {
    return new MinimumDsc(network.getPrior().getMinimumDsc());
  }

  /** Those of a network's snapshots that reach it, by restart. */
  public List<KernelSnapshot> reachedBy(KernelsHarvested network) {
    return byRestart(network).stream().filter(this::isReachedBy).toList();
  }

  /** The snapshot after the last restart that reaches it; empty if none does. */
  public Optional<KernelSnapshot> lastReachedBy(KernelsHarvested network) {
    return reachedBy(network).stream().reduce((earlier, later) -> later);
  }

  /** Whether a snapshot reaches it; one without a figure does where nothing is demanded. */
  public boolean isReachedBy(KernelSnapshot snapshot) {
    Double dsc = snapshot.getValidationDsc();
    return least == 0 || (dsc != null && dsc >= least);
  }

  /**
   * Why none of these networks can be learnt from.
   *
   * @param networks of one cohort, by index
   */
  public Reason tooWeak(List<KernelsHarvested> networks) {
    return new Reason(
        SOURCE_TOO_WEAK,
        "source networks must reach DSC %s, got %s (cohort %s)"
            .formatted(
                text(least),
                networks.stream().map(MinimumDsc::figures).collect(Collectors.joining("; ")),
                networks.get(0).getCohortId()));
  }

  private static String figures(KernelsHarvested network) {
    return byRestart(network).stream()
        .map(MinimumDsc::figure)
        .collect(Collectors.joining(", ", "network %d: ".formatted(network.getNetwork() + 1), ""));
  }

  /** Two decimals; in words where there were no validation scans to measure on. */
  public static String figure(KernelSnapshot snapshot) {
    Double dsc = snapshot.getValidationDsc();
    return dsc == null ? "none, for there were no validation scans" : text(dsc);
  }

  private static String text(double dsc) {
    return String.format(Locale.ROOT, "%.2f", dsc);
  }

  private static List<KernelSnapshot> byRestart(KernelsHarvested network) {
    return network.getSnapshots().stream()
        .sorted(Comparator.comparingInt(KernelSnapshot::getRestart))
        .toList();
  }
}
