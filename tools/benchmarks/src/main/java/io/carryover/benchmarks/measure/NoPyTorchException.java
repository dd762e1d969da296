package io.carryover.benchmarks.measure;

/** There is no PyTorch to compare with; the rest can be measured all the same. */
public final class NoPyTorchException extends Exception {

  private static final long serialVersionUID = 1L;

  NoPyTorchException(String python, Exception cause) {
    super("%s cannot run PyTorch (%s)".formatted(python, cause.getMessage()), cause);
  }
}
