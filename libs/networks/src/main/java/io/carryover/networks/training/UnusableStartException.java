package io.carryover.networks.training;

/** The files that a training is to start from lack what its settings need. */
public final class UnusableStartException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnusableStartException(String message) {
    super(message);
  }

  UnusableStartException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
