package io.carryover.networks.training;

/**
 * A training or fit was told to stop. Its last whole epoch is on disk: the same call on the same
 * work directory goes on from there and ends with the numbers of an uninterrupted one.
 */
public final class TrainingStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says where it stopped. */
  public TrainingStoppedException(String stage, int epochs) {
    super("%s stopped after %d whole epochs".formatted(stage, epochs));
  }
}
