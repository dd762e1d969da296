package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunnerThreadTest {

  @Test
  void runsEverythingOnOneThreadOfItsOwn() {
    // Given
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (RunnerThread runner = new RunnerThread(System::nanoTime)) {
      // When
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> runner.run(() -> threads.add(Thread.currentThread())));
      runner.run(() -> threads.add(Thread.currentThread()));
      other.join();
    }
    // Then
    assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void tellsHowLongTheWorkWaited() {
    // Given: a clock that stands still but for the first work, which makes it go on
    AtomicLong nanos = new AtomicLong();
    CountDownLatch asked = new CountDownLatch(2);
    try (RunnerThread runner =
        new RunnerThread(
            () -> {
              asked.countDown();
              return nanos.get();
            })) {
      // When
      Duration waited = runner.run(() -> nanos.set(5));
      // Then: it began at once
      assertThat(waited).isZero();
      assertThat(asked.getCount()).isZero();
    }
  }

  @Test
  void throwsWhatTheWorkThrowsAndGoesOn() {
    // Given
    IllegalStateException failure = new IllegalStateException("broken");
    try (RunnerThread runner = new RunnerThread(System::nanoTime)) {
      // When, Then
      assertThatThrownBy(
              () ->
                  runner.run(
                      () -> {
                        throw failure;
                      }))
          .isSameAs(failure);
      assertThat(runner.run(() -> {}).isNegative()).isFalse();
    }
  }

  @Test
  void moreUrgentWorkGoesFirstAlsoInTheMiddleOfWhatHasBegun() {
    // Given: a routine work that has begun, and three that wait for it
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch hasBegun = new CountDownLatch(1);
    CountDownLatch allWait = new CountDownLatch(1);
    try (RunnerThread runner = new RunnerThread(System::nanoTime)) {
      CompletableFuture<?> begun =
          inBackground(
              runner,
              Priority.ROUTINE,
              turn -> {
                hasBegun.countDown();
                awaitUninterruptibly(allWait);
                order.add("first half");
                turn.giveWay();
                order.add("second half");
              });
      awaitUninterruptibly(hasBegun);
      CompletableFuture<?> shadow = waiting(runner, 1, Priority.SHADOW, order);
      CompletableFuture<?> routine = waiting(runner, 2, Priority.ROUTINE, order);
      CompletableFuture<?> stat = waiting(runner, 3, Priority.STAT, order);
      // When
      allWait.countDown();
      CompletableFuture.allOf(begun, shadow, routine, stat).join();
    }
    // Then
    assertThat(order).containsExactly("first half", "STAT", "second half", "ROUTINE", "SHADOW");
  }

  private static CompletableFuture<?> waiting(
      RunnerThread runner, int expected, Priority priority, List<String> order) {
    CompletableFuture<?> work = inBackground(runner, priority, turn -> order.add(priority.name()));
    await().until(() -> runner.waiting() == expected);
    return work;
  }

  private static CompletableFuture<?> inBackground(
      RunnerThread runner, Priority priority, Consumer<Lane.Turn> work) {
    return CompletableFuture.runAsync(
        () -> runner.run(priority, work), task -> new Thread(task).start());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
