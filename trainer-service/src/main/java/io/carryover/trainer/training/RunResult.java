package io.carryover.trainer.training;

import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.TrainingOutcome;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;

/** Makes the files of a finished training durable and states them as an event. */
@FunctionalInterface
public interface RunResult {

  /**
   * The event to be published; every file it refers to lies in the store when this returns.
   *
   * @param directory of the run, for files under way
   */
  SpecificRecord of(TrainingRequested request, TrainingOutcome outcome, Path directory);
}
