package io.carryover.cli.experiment;

import io.carryover.cli.watch.Reasons;
import io.carryover.events.Method;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.harvest.MinimumDsc;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why a training will never end with a model: it was rejected or failed, or something that it needs
 * was.
 *
 * <pre>
 *   RI        its run, its cohort, its scans
 *   PR, PRF   besides: the source cohort, its scans, the networks that it may start from
 *   DWP       besides: the source cohort, its scans, all its networks, the prior
 * </pre>
 *
 * <p>Networks that are all too weak block the three alike.
 */
final class Blockages {
  private final Ledger ledger;
  private final String sourceId;

  Blockages(Ledger ledger, String sourceId) {
    this.ledger = ledger;
    this.sourceId = sourceId;
  }

  /** The reason; none if it may still end well, or has. */
  Optional<String> of(Cell cell) {
    if (ledger.model(cell).isPresent()) {
      return Optional.empty();
    }
    return first(status -> isBad(status) && blocks(status, cell));
  }

  private static boolean isBad(RunStatusChanged status) {
    return status.getState() == RunState.REJECTED || status.getState() == RunState.FAILED;
  }

  private boolean blocks(RunStatusChanged status, Cell cell) {
    if (status.getCohortId().equals(cell.cohortId())) {
      return isInput(status) || isTraining(status, request -> request.getMethod() == cell.method());
    }
    return cell.method() != Method.RI
        && status.getCohortId().equals(sourceId)
        && blocksTransfer(status, cell);
  }

  private boolean blocksTransfer(RunStatusChanged status, Cell cell) {
    if (cell.method() == Method.DWP) {
      return ledger.prior().isEmpty();
    }
    return isInput(status)
        || isTooWeak(status)
        || isTraining(status, request -> mayStartFrom(request, cell));
  }

  private static boolean isTooWeak(RunStatusChanged status) {
    return status.getKind() == RunKind.PRIOR
        && status.getReason().getCode().equals(MinimumDsc.SOURCE_TOO_WEAK);
  }

  /** The network that the seed chooses, or any where weak ones are passed over. */
  private boolean mayStartFrom(TrainingRequested network, Cell cell) {
    long seed = ledger.seed(cell);
    return network.getPriorSpec().getMinimumDsc() > 0
        || network.getNetwork() == Math.floorMod(seed, network.getNetworks());
  }

  private static boolean isInput(RunStatusChanged status) {
    return status.getKind() == RunKind.COHORT || status.getKind() == RunKind.SCAN;
  }

  private boolean isTraining(RunStatusChanged status, Predicate<TrainingRequested> which) {
    return ledger.request(status.getId()).filter(which).isPresent();
  }

  private Optional<String> first(Predicate<RunStatusChanged> which) {
    return ledger.statuses().stream()
        .filter(which)
        .min(Comparator.comparing(RunStatusChanged::getChangedAt))
        .map(Blockages::text);
  }

  private static String text(RunStatusChanged status) {
    return "%s (%s) was %s".formatted(status.getLabel(), status.getId(), Reasons.text(status));
  }
}
