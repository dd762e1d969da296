package io.carryover.inference.segmentation;

import java.util.Optional;

/** The versions that are compared with those that answer. */
@FunctionalInterface
public interface ShadowModels {

  /** The version to be compared, empty if there is none. */
  Optional<ModelLease> shadow(String model);
}
