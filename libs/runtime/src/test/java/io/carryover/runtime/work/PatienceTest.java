package io.carryover.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.Topic;
import io.carryover.runtime.failure.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatienceTest {
  private static final WorkQueueSettings SETTINGS =
      WorkQueueSettings.of(Topic.TRAINING_RUNS, "training");

  @Test
  void pausesDoubleUpToFiveMinutes() {
    // Given
    Patience patience = new Patience(SETTINGS);
    // When
    List<Long> seconds =
        Stream.generate(() -> patience.after(aTrouble()).orElseThrow())
            .limit(11)
            .map(Duration::toSeconds)
            .toList();
    // Then
    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
  }

  @Test
  void whatMayPassIsWaitedForADay() {
    // Given
    Patience patience = new Patience(SETTINGS);
    // When
    Duration waited =
        Stream.generate(() -> patience.after(aTrouble()))
            .takeWhile(Optional::isPresent)
            .map(Optional::orElseThrow)
            .reduce(Duration.ZERO, Duration::plus);
    // Then
    assertThat(waited).isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(5));
  }

  @Test
  void defectsAreCountedAndTroubleIsNot() {
    // Given
    Patience patience = new Patience(SETTINGS.withFailureLimit(2));
    patience.after(aTrouble());
    patience.after(aTrouble());
    // Then
    assertThat(patience.after(aDefect())).isPresent();
    assertThat(patience.after(aDefect())).isEmpty();
  }

  private static Throwable aTrouble() {
    return new IOException("share is not mounted");
  }

  private static Throwable aDefect() {
    return new IllegalStateException("an index is wrong");
  }

  @ParameterizedTest
  @MethodSource("trouble")
  void storeBrokerAndWhatSaysSoMayPass(Throwable failure) {
    assertThat(TransientException.describes(failure)).isTrue();
  }

  static Stream<Throwable> trouble() {
    return Stream.of(
        new IOException(),
        new UncheckedIOException(new IOException()),
        new TimeoutException("no broker"),
        new KafkaException("could not be published", new TimeoutException()),
        new TransientException("the model is not there yet"));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void defectsAndRecordsThatAreTooLargeDoNotPass(Throwable failure) {
    assertThat(TransientException.describes(failure)).isFalse();
  }

  static Stream<Throwable> defects() {
    return Stream.of(
        aDefect(),
        new OutOfMemoryError(),
        new RecordTooLargeException(),
        new KafkaException("could not be published", new RecordTooLargeException()));
  }
}
