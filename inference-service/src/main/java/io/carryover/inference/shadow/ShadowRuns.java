package io.carryover.inference.shadow;

import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.ShadowModels;
import io.carryover.inference.segmentation.Shadowing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has answered scans compared, one at a time, on a thread of its own. Safe from any thread. */
final class ShadowRuns implements Shadowing, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ShadowRuns.class);

  /** Each takes a copy of a scan on the disk. */
  private static final int MAY_WAIT = 1;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAY_WAIT), ShadowRuns::daemon);
  private final ShadowModels models;
  private final ScanCopies copies;
  private final Comparison comparison;
  private final ShadowMetrics metrics;

  ShadowRuns(ShadowModels models, ScanCopies copies, Comparison comparison, ShadowMetrics metrics) {
    this.models = models;
    this.copies = copies;
    this.comparison = comparison;
    this.metrics = metrics;
  }

  @Override
  public void answered(Answer answer, Path image, Path mask) {
    shadowOf(answer).ifPresent(shadow -> offer(answer, image, mask, shadow));
  }

  /** None where the version that answered is the shadow itself. */
  private Optional<ModelLease> shadowOf(Answer answer) {
    Optional<ModelLease> shadow = models.shadow(answer.model());
    Optional<ModelLease> other =
        shadow.filter(lease -> !lease.sha256().equals(answer.modelSha256()));
    if (other.isEmpty()) {
      shadow.ifPresent(ModelLease::close);
    }
    return other;
  }

  private void offer(Answer answer, Path image, Path mask, ModelLease shadow) {
    ScanCopy copy = null;
    try {
      requireRoom();
      copy = copies.of(image, mask);
      thread.execute(new Run(answer, shadow, copy));
    } catch (RuntimeException e) {
      passOver(shadow, copy, e);
    }
  }

  /** Before the scan is copied. */
  private void requireRoom() {
    if (thread.getQueue().remainingCapacity() == 0) {
      throw new RejectedExecutionException("another scan waits to be compared");
    }
  }

  private void passOver(ModelLease shadow, ScanCopy copy, RuntimeException e) {
    log.info("a scan is not compared: {}", e.toString());
    metrics.passedOver(shadow.name());
    shadow.close();
    if (copy != null) {
      copy.close();
    }
  }

  /** A comparison under way ends with the process. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread runs = new Thread(work, "shadow-runs");
    runs.setDaemon(true);
    return runs;
  }

  /** One comparison; what it holds is given back whatever happens. */
  private final class Run implements Runnable {
    private final Answer answer;
    private final ModelLease shadow;
    private final ScanCopy copy;

    Run(Answer answer, ModelLease shadow, ScanCopy copy) {
      this.answer = answer;
      this.shadow = shadow;
      this.copy = copy;
    }

    @Override
    public void run() {
      try (shadow;
          copy) {
        comparison.of(answer, shadow, copy);
      } catch (RuntimeException e) {
        log.warn("version {} of {} failed", shadow.sha256(), shadow.name(), e);
        metrics.failed(shadow.name());
      }
    }
  }
}
