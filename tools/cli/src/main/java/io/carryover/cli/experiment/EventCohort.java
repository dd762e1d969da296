package io.carryover.cli.experiment;

import io.carryover.events.PriorFitted;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The cohort that an event is about. */
final class EventCohort {

  private EventCohort() {}

  static Optional<String> of(SpecificRecord event) {
    if (event instanceof PriorFitted prior) {
      return Optional.of(prior.getSourceCohortId());
    }
    return Optional.ofNullable(event.getSchema().getField("cohortId"))
        .map(Schema.Field::pos)
        .map(event::get)
        .map(Object::toString);
  }
}
