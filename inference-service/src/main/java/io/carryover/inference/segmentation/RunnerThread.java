package io.carryover.inference.segmentation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * One thread that runs all networks, in the order of asking. One run already uses all the cores it
 * is given, and ONNX Runtime's memory on a GPU grows with every thread that ever ran a session.
 */
public final class RunnerThread implements Lane, AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread runner = new Thread(work, "network-runner");
            runner.setDaemon(true);
            return runner;
          });
  private final LongSupplier nanoTime;

  /**
   * Starts the thread.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public RunnerThread(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration run(Runnable work) {
    long asked = nanoTime.getAsLong();
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                long started = nanoTime.getAsLong();
                work.run();
                return Duration.ofNanos(started - asked);
              },
              thread)
          .join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /** Ends the thread when the work that waits is done. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private static RuntimeException unwrapped(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }
}
