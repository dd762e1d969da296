package io.carryover.dicomweb;

import io.carryover.runtime.failure.RejectedException;

/**
 * How much a server may send.
 *
 * @param instances most instances of a series
 * @param bytes most bytes of all of them
 */
public record RetrieveLimit(int instances, long bytes) {

  /** Checks that something may come. */
  public RetrieveLimit {
    if (instances < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a series has 1 instance and 1 byte at least, got %d and %d".formatted(instances, bytes));
    }
  }

  RejectedException passed() {
    return new RejectedException(
        "SERIES_TOO_LARGE",
        "a series has at most %d instances and %d bytes, this one has more"
            .formatted(instances, bytes));
  }
}
