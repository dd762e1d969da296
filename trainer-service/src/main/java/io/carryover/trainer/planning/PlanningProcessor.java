package io.carryover.trainer.planning;

import io.carryover.events.CohortDefined;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitted;
import io.carryover.events.Reason;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.StatusRecords;
import io.carryover.trainer.cohort.CohortRules;
import io.carryover.trainer.planning.Planner.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Takes each event in, and emits the trainings that are wanted now and were not wanted before it,
 * each with its status; of those that are refused, the status only. Only of {@code cohorts} do
 * tombstones come.
 */
final class PlanningProcessor
    extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  private final Planner planner;
  private final Clock clock;
  private final StatusRecords statuses;
  private PlanningState state;
  private Record<String, SpecificRecord> cause;

  private PlanningProcessor(Planner planner, Clock clock) {
    this.planner = planner;
    this.clock = clock;
    this.statuses = new StatusRecords(clock);
  }

  /** With its stores. */
  static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> supplier(
      Planner planner, Clock clock) {
    return new ProcessorSupplier<>() {
      @Override
      public PlanningProcessor get() {
        return new PlanningProcessor(planner, clock);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.copyOf(PlanningState.stores());
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    state = new PlanningState(context);
  }

  @Override
  public void process(Record<String, SpecificRecord> message) {
    cause = message;
    SpecificRecord event = message.value();
    if (event == null) {
      state.forget(message.key());
    } else if (event instanceof CohortDefined cohort) {
      define(cohort);
    } else if (event instanceof ScanAdmitted admitted) {
      admit(admitted);
    } else if (event instanceof KernelsHarvested harvest) {
      harvest(harvest);
    } else if (event instanceof PriorFitted prior) {
      inherit(prior);
    }
  }

  private void define(CohortDefined cohort) {
    Optional<Reason> broken = CohortRules.reject(cohort);
    if (broken.isPresent()) {
      emit(statuses.rejected(Run.of(cohort), broken.get()));
    } else {
      state.define(cohort);
      emit(statuses.completed(Run.of(cohort)));
      plan(cohort);
    }
  }

  private void admit(ScanAdmitted admitted) {
    if (state.admit(admitted)) {
      state.cohort(admitted.getCohortId()).ifPresent(this::plan);
    }
  }

  private void harvest(KernelsHarvested harvest) {
    if (state.harvest(harvest)) {
      state.targetsOf(harvest.getCohortId()).forEach(this::plan);
    }
  }

  private void inherit(PriorFitted prior) {
    if (state.prior(prior)) {
      state.targetsOf(prior.getSourceCohortId()).forEach(this::plan);
    }
  }

  private void plan(CohortDefined cohort) {
    List<Wanted> wanted =
        planner.wanted(
            cohort,
            state.history(cohort.getCohortId()),
            state.inheritance(cohort),
            clock.instant());
    state.plan(cohort.getCohortId(), wanted).forEach(this::tell);
  }

  private void tell(Wanted training) {
    Run run = Run.of(training.request());
    if (training.refusal().isPresent()) {
      emit(statuses.rejected(run, training.refusal().get()));
    } else {
      emit(run.id(), training.request());
      emit(statuses.queued(run));
    }
  }

  private void emit(RunStatusChanged status) {
    emit(status.getId(), status);
  }

  private void emit(String key, SpecificRecord event) {
    context().forward(cause.withKey(key).withValue(event));
  }
}
