package io.carryover.inference.segmentation;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/** How many requests are worked on at once. Safe from any thread. */
public final class InFlight {
  /** Code where there is no place. */
  public static final String BUSY = "SERVICE_BUSY";

  private final int most;
  private final Semaphore free;

  /**
   * A limit with all places free.
   *
   * @param most how many places there are
   */
  public InFlight(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /**
   * Does the work if there is a place for it.
   *
   * @throws UnavailableException SERVICE_BUSY if there is none
   * @throws IOException if the work throws it
   */
  public <T> T run(Work<T> work) throws IOException {
    if (!free.tryAcquire()) {
      throw new UnavailableException(
          BUSY, "at most %d requests are worked on at once".formatted(most));
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }

  /** What takes a place while it goes on. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }
}
