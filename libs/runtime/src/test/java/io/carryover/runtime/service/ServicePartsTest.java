package io.carryover.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicePartsTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicBoolean secondIsAlive = new AtomicBoolean(true);
  private ServiceParts parts = new ServiceParts(() -> calls.add("prepare"), both());

  @AfterEach
  void closeParts() {
    parts.close();
  }

  @Test
  void startsInOrderAndClosesInReverse() {
    // When
    startAndAwaitReady();
    parts.close();
    // Then
    assertThat(calls)
        .containsExactly("prepare", "start first", "start second", "close second", "close first");
  }

  @Test
  void isLiveButNotReadyBeforeTheStart() {
    assertThat(parts.live()).isTrue();
    assertThat(parts.ready()).isFalse();
  }

  @Test
  void deadPartEndsLivenessAndReadiness() {
    // Given
    startAndAwaitReady();
    // When
    secondIsAlive.set(false);
    // Then
    assertThat(parts.live()).isFalse();
    assertThat(parts.ready()).isFalse();
    assertThat(parts.parts()).extracting(part -> parts.ready(part)).containsExactly(true, false);
  }

  @Test
  void gaugesSayWhichPartIsReady() {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ServiceMetrics(parts).bindTo(registry);
    startAndAwaitReady();
    // When
    secondIsAlive.set(false);
    // Then
    assertThat(registry.get("carryover.part.ready").tag("part", "first").gauge().value()).isOne();
    assertThat(registry.get("carryover.part.ready").tag("part", "second").gauge().value()).isZero();
  }

  @Test
  void preparesAgainUntilTheBrokerAnswers() {
    // Given
    AtomicInteger tries = new AtomicInteger();
    parts =
        new ServiceParts(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new TimeoutException("no broker");
              }
            },
            both());
    // When
    startAndAwaitReady();
    // Then
    assertThat(tries).hasValue(2);
  }

  @Test
  void defectInPreparationEndsLiveness() {
    // Given
    parts =
        new ServiceParts(
            () -> {
              throw new IllegalStateException("defect of the test");
            },
            both());
    // When
    parts.start();
    // Then
    await().until(() -> !parts.live());
    assertThat(calls).isEmpty();
  }

  @Test
  void partThatCannotStartEndsLivenessAndEarlierOnesAreClosed() {
    // Given
    Part broken =
        Part.of(
            "broken",
            () -> {
              throw new IllegalStateException("defect of the test");
            },
            () -> true,
            () -> calls.add("close broken"));
    parts = new ServiceParts(() -> {}, List.of(both().get(0), broken));
    // When
    parts.start();
    await().until(() -> !parts.live());
    parts.close();
    // Then
    assertThat(calls).containsExactly("start first", "close first");
  }

  @Test
  void closeDuringPreparationStartsNothing() throws InterruptedException {
    // Given
    CountDownLatch preparing = new CountDownLatch(1);
    parts =
        new ServiceParts(
            () -> {
              preparing.countDown();
              waitUntilInterrupted();
            },
            both());
    parts.start();
    preparing.await();
    // When
    parts.close();
    // Then
    assertThat(calls).isEmpty();
    assertThat(parts.ready()).isFalse();
  }

  private static void waitUntilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void startAndAwaitReady() {
    parts.start();
    await().until(parts::ready);
  }

  private List<Part> both() {
    return List.of(part("first", new AtomicBoolean(true)), part("second", secondIsAlive));
  }

  private Part part(String name, AtomicBoolean alive) {
    return Part.of(
        name, () -> calls.add("start " + name), alive::get, () -> calls.add("close " + name));
  }
}
