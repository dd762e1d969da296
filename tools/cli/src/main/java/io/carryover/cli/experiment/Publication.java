package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.ScanEvents;
import io.carryover.events.CohortDefined;
import io.carryover.events.Method;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.event.EventPublisher;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes cohorts and their scans to train and validate on, but for those that are there: what is
 * said twice would be read and checked twice. A cohort that is there with fewer methods is defined
 * again; what was trained in it is not trained again. TEST scans are measured here and shown to no
 * service.
 */
final class Publication {
  private final Ledger ledger;
  private final EventPublisher publisher;
  private final Clock clock;

  Publication(Ledger ledger, EventPublisher publisher, Clock clock) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Publishes what is missing.
   *
   * @return how many events that were
   * @throws CommandFailure the cohort is there, but is another one
   */
  int publish(LabelledCohort cohort) {
    requireOurs(cohort);
    List<CohortDefined> definition = definition(cohort);
    List<ScanLabelled> scans = ScanEvents.labelled(cohort.id(), missing(cohort), clock).toList();
    definition.forEach(event -> publisher.publish(Topic.COHORTS, cohort.id(), event));
    scans.forEach(event -> publisher.publish(Topic.LABELLED_SCANS, cohort.id(), event));
    return definition.size() + scans.size();
  }

  /** The definition, unless it is there with the same methods. */
  private List<CohortDefined> definition(LabelledCohort cohort) {
    Set<Method> wanted = Set.copyOf(cohort.definition().getMethods());
    boolean isThere =
        ledger
            .definition(cohort.id())
            .filter(known -> Set.copyOf(known.getMethods()).equals(wanted))
            .isPresent();
    return isThere ? List.of() : List.of(cohort.definition());
  }

  /** Scans to train and validate on that are not there. */
  private SortedMap<Split, List<DecathlonCase>> missing(LabelledCohort cohort) {
    SortedMap<Split, List<DecathlonCase>> missing = new TreeMap<>();
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      missing.put(
          split,
          cohort.of(split).stream()
              .filter(scan -> ledger.labelled(cohort.id(), scan.id()).isEmpty())
              .toList());
    }
    return missing;
  }

  private void requireOurs(LabelledCohort cohort) {
    boolean sameDefinition =
        ledger
            .definition(cohort.id())
            .filter(known -> !isSame(known, cohort.definition()))
            .isEmpty();
    boolean sameScans =
        ledger.labelled().stream()
            .filter(scan -> scan.getCohortId().equals(cohort.id()))
            .allMatch(scan -> has(cohort, scan));
    if (!sameDefinition || !sameScans) {
      throw new CommandFailure(
          "this cluster has another cohort %s, with other settings or scans; run the experiment on a cluster of its own"
              .formatted(cohort.id()));
    }
  }

  /** But for the time, and for methods that are new or in another order. */
  private static boolean isSame(CohortDefined known, CohortDefined wanted) {
    return wanted.getMethods().containsAll(known.getMethods())
        && CohortDefined.newBuilder(wanted)
            .setDefinedAt(known.getDefinedAt())
            .setMethods(known.getMethods())
            .build()
            .equals(known);
  }

  private static boolean has(LabelledCohort cohort, ScanLabelled scan) {
    return cohort.of(scan.getScan().getSplit()).stream()
        .anyMatch(planned -> planned.id().equals(scan.getScan().getScanId()));
  }
}
