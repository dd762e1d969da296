package io.carryover.prior.harvest;

import io.carryover.events.KernelsHarvested;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.StatusRecords;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Takes each network in and emits the fits that are wanted now, each with its status. */
final class HarvestProcessor
    extends ContextualProcessor<String, KernelsHarvested, String, SpecificRecord> {
  private final Harvest harvest;
  private final StatusRecords statuses;
  private HarvestState state;

  private HarvestProcessor(Harvest harvest, StatusRecords statuses) {
    this.harvest = harvest;
    this.statuses = statuses;
  }

  /** With its stores. */
  static ProcessorSupplier<String, KernelsHarvested, String, SpecificRecord> supplier(
      Harvest harvest, StatusRecords statuses) {
    return new ProcessorSupplier<>() {
      @Override
      public HarvestProcessor get() {
        return new HarvestProcessor(harvest, statuses);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return HarvestState.stores();
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    state = new HarvestState(context);
  }

  @Override
  public void process(Record<String, KernelsHarvested> message) {
    try {
      harvest.take(message.value(), state).ifPresent(decision -> tell(message, decision));
    } catch (RejectedException e) {
      reject(message, e.reason());
    }
  }

  private void tell(Record<String, KernelsHarvested> cause, Harvest.Decision decision) {
    Run run = Run.of(decision.request());
    if (decision.refusal().isPresent()) {
      emit(cause, statuses.rejected(run, decision.refusal().get()));
    } else {
      context().forward(cause.withKey(run.id()).withValue(decision.request()));
      emit(cause, statuses.queued(run));
    }
  }

  /** Under an id of its own: the run that sent it has a status already, and was no failure. */
  private void reject(Record<String, KernelsHarvested> cause, Reason reason) {
    KernelsHarvested network = cause.value();
    String id = "harvest/" + network.getRunId();
    Run run = new Run(id, RunKind.PRIOR, network.getCohortId(), "kernels of a network");
    emit(cause, statuses.rejected(run, reason));
  }

  private void emit(Record<String, KernelsHarvested> cause, RunStatusChanged status) {
    context().forward(cause.withKey(status.getId()).withValue(status));
  }
}
