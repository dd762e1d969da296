package io.carryover.inference.registry;

import io.carryover.inference.onnx.DeviceChoice;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.Lane;
import io.carryover.runtime.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;

/** Registries for tests: on the processor, on the caller's thread, without pauses. */
public final class TestRegistries {
  /** Batches of more than one patch. */
  static final int BATCH = 2;

  /** One multiplication and one addition in float32. */
  static final double TOLERANCE = 1e-5;

  /** Of one opening. */
  static final int TRIALS = 3;

  private TestRegistries() {}

  /** An empty registry that reads from a store. */
  public static ModelRegistry of(ArtifactStore store) {
    return of(store, Clock.systemUTC());
  }

  static ModelRegistry of(ArtifactStore store, Clock clock) {
    return of(opening(store, clock), clock);
  }

  static ModelRegistry of(ModelOpening opening, Clock clock) {
    return new ModelRegistry(opening, DeviceChoice.CPU, "replica-0", clock);
  }

  static ModelOpening opening(ArtifactStore store, Clock clock) {
    ModelOpening proven =
        new ProvenModelOpening(
            store,
            SessionSettings.cpu(1),
            new ModelSettings(BATCH, TOLERANCE),
            Lane.direct(),
            clock);
    return new RetriedModelOpening(proven, TRIALS, Duration.ZERO);
  }
}
