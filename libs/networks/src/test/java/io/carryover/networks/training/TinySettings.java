package io.carryover.networks.training;

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
    return of(method, restarts, PosteriorSettings.of(1e-3, 20, -2));
  }

  /** One cycle of three epochs of DWP. */
  public static TrainingSettings dwp(PosteriorSettings posterior) {
    return of(TrainingMethod.DWP, 0, posterior);
  }

  private static TrainingSettings of(
      TrainingMethod method, int restarts, PosteriorSettings posterior) {
    return new TrainingSettings(
        method, EPOCHS, restarts, EPOCHS, 2, 1e-2, 10, 0.1, 1e-4, 2e-3, posterior, 42);
  }
}
