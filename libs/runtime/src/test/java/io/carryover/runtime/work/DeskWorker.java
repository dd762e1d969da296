package io.carryover.runtime.work;

import io.carryover.events.Reason;
import io.carryover.events.SegmentationRequested;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A worker whose desk can be looked at: what it began, finished, and was told. */
final class DeskWorker implements Worker<SegmentationRequested> {
  /** What this worker does with a record. */
  interface Task {
    void run(SegmentationRequested request, WorkContext context) throws Exception;
  }

  final List<String> begun = new CopyOnWriteArrayList<>();
  final List<Integer> deliveries = new CopyOnWriteArrayList<>();
  final List<String> finished = new CopyOnWriteArrayList<>();
  final List<Reason> rejections = new CopyOnWriteArrayList<>();
  final List<Reason> failures = new CopyOnWriteArrayList<>();
  private final Task task;

  DeskWorker(Task task) {
    this.task = task;
  }

  static DeskWorker quick() {
    return new DeskWorker((request, context) -> {});
  }

  /** Works until the latch opens, whatever it is told. */
  static DeskWorker until(CountDownLatch latch) {
    return new DeskWorker((request, context) -> latch.await());
  }

  @Override
  public void work(SegmentationRequested request, WorkContext context) throws Exception {
    begun.add(request.getScanId());
    deliveries.add(context.deliveryCount());
    task.run(request, context);
    finished.add(request.getScanId());
  }

  @Override
  public void rejected(SegmentationRequested request, Reason reason) {
    rejections.add(reason);
  }

  @Override
  public void failed(SegmentationRequested request, Reason reason) {
    failures.add(reason);
  }
}
