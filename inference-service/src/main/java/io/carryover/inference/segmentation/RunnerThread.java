package io.carryover.inference.segmentation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One thread that runs all networks, the most urgent first, those of one priority in the order of
 * asking. One run already uses all the cores it is given, and ONNX Runtime's memory on a GPU grows
 * with every thread that ever ran a session.
 */
public final class RunnerThread implements Lane, AutoCloseable {
  private static final int SOME = 16;

  private final PriorityBlockingQueue<Runnable> waiting =
      new PriorityBlockingQueue<>(SOME, RunnerThread::byUrgency);
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, waiting, RunnerThread::daemon);
  private final AtomicLong asked = new AtomicLong();
  private final LongSupplier nanoTime;

  /**
   * Starts the thread.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public RunnerThread(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    thread.prestartCoreThread();
  }

  @Override
  public Duration run(Priority priority, Consumer<Turn> work) {
    Task task = new Task(priority, work);
    thread.execute(task);
    return task.waited();
  }

  /** How many works wait for their turn. */
  int waiting() {
    return waiting.size();
  }

  /** Ends the thread when the work that waits is done. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private static Thread daemon(Runnable work) {
    Thread runner = new Thread(work, "network-runner");
    runner.setDaemon(true);
    return runner;
  }

  /** One work, and on the thread its turn. */
  private final class Task implements Runnable, Turn {
    private final Priority priority;
    private final Consumer<Turn> work;
    private final long number = asked.getAndIncrement();
    private final long askedAt = nanoTime.getAsLong();
    private final CompletableFuture<Duration> done = new CompletableFuture<>();

    Task(Priority priority, Consumer<Turn> work) {
      this.priority = priority;
      this.work = work;
    }

    @Override
    public void run() {
      Duration waited = Duration.ofNanos(nanoTime.getAsLong() - askedAt);
      try {
        work.accept(this);
        done.complete(waited);
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    }

    /** On this thread, inside this work's turn: no deeper than there are priorities. */
    @Override
    public void giveWay() {
      while (waiting.peek() instanceof Task next && next.priority.isBefore(priority)) {
        if (waiting.remove(next)) {
          next.run();
        }
      }
    }

    private int urgency(Task other) {
      int byPriority = priority.compareTo(other.priority);
      return byPriority != 0 ? byPriority : Long.compare(number, other.number);
    }

    Duration waited() {
      try {
        return done.join();
      } catch (CompletionException e) {
        throw unwrapped(e);
      }
    }
  }

  /** All that waits is a task. */
  private static int byUrgency(Runnable one, Runnable other) {
    return ((Task) one).urgency((Task) other);
  }

  private static RuntimeException unwrapped(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }
}
