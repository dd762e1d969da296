package io.carryover.networks.training;

import io.carryover.imaging.volume.Shape;
import java.util.Optional;

/** Settings of trainings that take a second. */
public final class TinySettings {

  /** Epochs of every cycle. */
  public static final int EPOCHS = 3;

  private TinySettings() {}

  /** One cycle of three epochs. */
  public static TrainingSettings of(TrainingMethod method) {
    return withRestarts(method, 0);
  }

  /** Cycles of three epochs. */
  public static TrainingSettings withRestarts(TrainingMethod method, int restarts) {
    return of(method, EPOCHS, restarts, Optional.empty(), PosteriorSettings.of(1e-3, 20, -2));
  }

  /** One cycle on patches. */
  public static TrainingSettings onPatches(TrainingMethod method, int epochs, Shape patch) {
    return of(method, epochs, 0, Optional.of(patch), PosteriorSettings.of(1e-3, 20, -2));
  }

  /** One cycle of three epochs of DWP. */
  public static TrainingSettings dwp(PosteriorSettings posterior) {
    return of(TrainingMethod.DWP, EPOCHS, 0, Optional.empty(), posterior);
  }

  private static TrainingSettings of(
      TrainingMethod method,
      int epochs,
      int restarts,
      Optional<Shape> patch,
      PosteriorSettings posterior) {
    return new TrainingSettings(
        method, epochs, restarts, EPOCHS, 2, patch, 1e-2, 10, 0.1, 1e-4, 2e-3, posterior, 42);
  }
}
