package io.carryover.trainer.training;

import io.carryover.events.ModelExported;
import java.util.Optional;

/** The models that were published. */
@FunctionalInterface
public interface PublishedModels {
  /** The latest of a name. Every model that was durable before the call is known. */
  Optional<ModelExported> latest(String model);
}
