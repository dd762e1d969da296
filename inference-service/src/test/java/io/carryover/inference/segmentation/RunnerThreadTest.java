package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
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
}
