package io.carryover.cli.demo;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.watch.Milestones;
import io.carryover.cli.watch.Reasons;
import io.carryover.events.DeploymentState;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the demo has come, by the events seen. Single-threaded; an event seen twice counts once.
 */
final class Journey {
  private final Set<String> admitted = new HashSet<>();
  private final Map<String, ModelExported> exported = new HashMap<>();
  private final Map<String, ModelDeployed> deployed = new HashMap<>();
  private final Map<String, SegmentationCompleted> segmented = new LinkedHashMap<>();
  private Optional<PriorFitted> prior = Optional.empty();

  /**
   * Takes one event.
   *
   * @throws CommandFailure it says that something was rejected, failed or refused
   */
  void on(TopicEvent seen) {
    if (seen.event() instanceof RunStatusChanged status) {
      requireGood(status);
    } else if (seen.event() instanceof ScanAdmitted scan) {
      admitted.add(scan.getCohortId() + "/" + scan.getScan().getScanId());
    } else if (seen.event() instanceof PriorFitted fitted) {
      prior = Optional.of(fitted);
    } else if (seen.topic() == Topic.MODELS && seen.event() instanceof ModelExported model) {
      exported.put(model.getModel(), model);
    } else if (seen.event() instanceof ModelDeployed model) {
      requireDeployed(model, seen);
      deployed.put(model.getModel(), model);
    } else if (seen.event() instanceof SegmentationCompleted mask) {
      segmented.put(mask.getRequestId(), mask);
    }
  }

  private static void requireGood(RunStatusChanged status) {
    if (status.getState() == RunState.REJECTED || status.getState() == RunState.FAILED) {
      throw new CommandFailure(
          "%s (%s) was %s".formatted(status.getLabel(), status.getId(), Reasons.text(status)));
    }
  }

  private static void requireDeployed(ModelDeployed model, TopicEvent seen) {
    if (model.getState() == DeploymentState.REFUSED) {
      throw new CommandFailure(Milestones.line(seen).orElseThrow());
    }
  }

  /** Scans that were found fit for training or testing. */
  int scansAdmitted() {
    return admitted.size();
  }

  /** Whether each model is served with the very file that was exported. */
  boolean serves(Set<String> models) {
    return models.stream().allMatch(this::serves);
  }

  private boolean serves(String model) {
    return exported.containsKey(model)
        && deployed.containsKey(model)
        && deployed.get(model).getSha256().equals(exported.get(model).getOnnx().getSha256());
  }

  /** The exported model of a name. */
  ModelExported model(String name) {
    return exported.get(name);
  }

  /** Finished segmentations by request. */
  Map<String, SegmentationCompleted> segmented() {
    return segmented;
  }

  /** The prior, once it is fitted. */
  Optional<PriorFitted> prior() {
    return prior;
  }
}
