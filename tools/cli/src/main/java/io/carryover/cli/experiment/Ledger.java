package io.carryover.cli.experiment;

import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.CohortDefined;
import io.carryover.events.EpochCompleted;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the topics say of the experiment's cohorts, whoever published it and when. One thread; an
 * event seen twice counts once.
 */
final class Ledger {
  private final ExperimentPlan plan;
  private final Map<String, CohortDefined> definitions = new HashMap<>();
  private final Map<String, ScanLabelled> labelled = new HashMap<>();
  private final Map<String, TrainingRequested> requests = new HashMap<>();
  private final Map<String, ModelExported> models = new HashMap<>();
  private final Map<Integer, KernelsHarvested> networks = new TreeMap<>();
  private final Map<String, SortedMap<Integer, EpochCompleted>> epochs = new HashMap<>();
  private final Map<String, RunStatusChanged> statuses = new HashMap<>();
  private Optional<PriorFitted> prior = Optional.empty();

  Ledger(ExperimentPlan plan) {
    this.plan = plan;
  }

  /** Takes one event; false if it is about something else. */
  boolean on(TopicEvent seen) {
    boolean ours = EventCohort.of(seen.event()).filter(plan::has).isPresent();
    if (ours) {
      take(seen);
    }
    return ours;
  }

  private void take(TopicEvent seen) {
    if (seen.event() instanceof RunStatusChanged status) {
      statuses.put(status.getId(), status);
    } else if (seen.topic() == Topic.MODELS && seen.event() instanceof ModelExported model) {
      models.put(model.getModel(), model);
    } else if (seen.event() instanceof TrainingRequested request) {
      requests.put(request.getRunId(), request);
    } else if (seen.event() instanceof KernelsHarvested harvest) {
      networks.put(harvest.getNetwork(), harvest);
    } else if (seen.event() instanceof PriorFitted fitted) {
      prior = Optional.of(fitted);
    } else if (seen.event() instanceof EpochCompleted epoch) {
      epochs.computeIfAbsent(epoch.getRunId(), run -> new TreeMap<>()).put(epoch.getEpoch(), epoch);
    } else {
      takeInput(seen);
    }
  }

  private void takeInput(TopicEvent seen) {
    if (seen.event() instanceof CohortDefined cohort) {
      definitions.put(cohort.getCohortId(), cohort);
    } else if (seen.event() instanceof ScanLabelled scan) {
      labelled.put(scan.getCohortId() + "/" + scan.getScan().getScanId(), scan);
    }
  }

  Optional<CohortDefined> definition(String cohortId) {
    return Optional.ofNullable(definitions.get(cohortId));
  }

  /** Scans that were published, all cohorts together. */
  Collection<ScanLabelled> labelled() {
    return labelled.values();
  }

  Optional<ScanLabelled> labelled(String cohortId, String scanId) {
    return Optional.ofNullable(labelled.get(cohortId + "/" + scanId));
  }

  /** The training that a run's id names. */
  Optional<TrainingRequested> request(String runId) {
    return Optional.ofNullable(requests.get(runId));
  }

  Optional<ModelExported> model(Cell cell) {
    return Optional.ofNullable(models.get(cell.model()));
  }

  /** Epochs of a training by their number; not all if some are longer ago than topics are kept. */
  SortedMap<Integer, EpochCompleted> epochs(String runId) {
    return Collections.unmodifiableSortedMap(epochs.getOrDefault(runId, new TreeMap<>()));
  }

  /** Of a training, as it is planned. */
  long seed(Cell cell) {
    return plan.cohortOf(cell).definition().getTraining().getSeed();
  }

  /** Source networks that are trained. */
  Collection<KernelsHarvested> networks() {
    return networks.values();
  }

  Optional<PriorFitted> prior() {
    return prior;
  }

  /** The latest status of everything that has one. */
  Collection<RunStatusChanged> statuses() {
    return statuses.values();
  }
}
