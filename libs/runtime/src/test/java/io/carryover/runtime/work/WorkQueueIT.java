package io.carryover.runtime.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.Foreground;
import io.carryover.events.InitialMeans;
import io.carryover.events.Method;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.PriorKind;
import io.carryover.events.Reason;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanRef;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.runtime.failure.DeadLetterHeaders;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;
import io.carryover.runtime.topics.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class WorkQueueIT {
  /** Slow machines need a while; nothing here takes it when all is well. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Queues queues;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void startBroker(@TempDir Path directory) {
    queues = new Queues(directory);
  }

  @AfterAll
  static void stopBroker() {
    queues.close();
  }

  @BeforeEach
  void begin(TestInfo test) {
    queues.begin("group-of-" + test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void acceptsWhatIsDone() {
    // Given
    DeskWorker worker = DeskWorker.quick();
    queues.send("scan-1");
    queues.send("scan-2");

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 2);
    }

    // Then
    assertThat(worker.finished).containsExactly("scan-1", "scan-2");
    assertThat(worker.deliveries).containsExactly(1, 1);
    assertThat(outcomes("completed")).isEqualTo(2);
    assertThat(meters.get("carryover.work.in.flight").gauge().value()).isZero();
  }

  @Test
  void recordHeldLongerThanItsLockIsDeliveredOnce() {
    // Given
    Duration manyLocks = Queues.LOCK.multipliedBy(4);
    CountDownLatch enough = new CountDownLatch(1);
    DeskWorker worker = DeskWorker.until(enough);
    DeskWorker other = DeskWorker.quick();
    queues.send("long");

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> worker.begun.size() == 1);
      assertThat(queue.ready()).isTrue();
      try (var idle = started(other)) {
        await()
            .atMost(PATIENCE)
            .during(manyLocks)
            .until(() -> worker.begun.size() == 1 && other.begun.isEmpty());
        enough.countDown();
        await().atMost(PATIENCE).until(() -> queue.processed() == 1);

        // Then
        assertThat(idle.processed()).isZero();
        assertThat(worker.finished).containsExactly("long");
      }
    }
  }

  @Test
  void recordOfAMemberThatFellSilentIsDeliveredAgain() {
    // Given
    queues.send("abandoned");
    DeskWorker worker = DeskWorker.quick();
    try (KafkaShareConsumer<byte[], byte[]> silent = queues.member()) {
      Queues.take(silent);

      // When
      try (var queue = started(worker)) {
        await().atMost(PATIENCE).until(() -> queue.processed() == 1);
      }
    }

    // Then
    assertThat(worker.finished).containsExactly("abandoned");
    assertThat(worker.deliveries).containsExactly(2);
  }

  @Test
  void bytesThatAreNoEventBecomeADeadLetterAsTheyCame() {
    // Given
    byte[] poison = "not avro".getBytes(UTF_8);
    DeskWorker worker = DeskWorker.quick();
    queues.send("poison", poison);
    queues.send("good");

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 2);
    }

    // Then
    ConsumerRecord<byte[], byte[]> letter = onlyDeadLetter();
    assertThat(worker.finished).containsExactly("good");
    assertThat(letter.key()).asString(UTF_8).isEqualTo("poison");
    assertThat(letter.value()).isEqualTo(poison);
    assertThat(header(letter, "ce_id")).isEqualTo("an id");
    assertThat(header(letter, DeadLetterHeaders.CAUSE_CODE)).isEqualTo("NOT_AVRO_SINGLE_OBJECT");
    assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Queues.TOPIC.topicName());
    assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetterHeaders.OFFSET)).containsOnlyDigits();
    assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo(queues.group());
    assertThat(header(letter, DeadLetterHeaders.DELIVERY_COUNT)).isEqualTo("1");
    assertThat(outcomes("rejected")).isEqualTo(1);
  }

  @Test
  void rejectedRecordIsNeverRetried() {
    // Given
    RejectedException bad = new RejectedException("EMPTY_MASK", "no voxel is foreground (scan-1)");
    DeskWorker worker = failing(bad);
    queues.send("scan-1");

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.deliveries).containsExactly(1);
    assertThat(worker.rejections).containsExactly(bad.reason());
    assertThat(worker.failures).isEmpty();
    assertThat(onlyDeadLetter().value()).isEqualTo(EventCodec.encode(Queues.request("scan-1")));
    assertThat(header(onlyDeadLetter(), DeadLetterHeaders.CAUSE_CODE)).isEqualTo("EMPTY_MASK");
  }

  @Test
  void failingWorkIsRetriedToTheLimitAndThenPutAside() {
    // Given
    DeskWorker worker = failing(new IllegalStateException("an index is wrong"));
    queues.send("scan-1");

    // When
    try (var queue = started(queues.settings().withFailureLimit(3), worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.deliveries).containsExactly(1, 1, 1);
    assertThat(worker.rejections).isEmpty();
    assertThat(worker.failures)
        .containsExactly(
            new Reason("WORK_FAILED", "java.lang.IllegalStateException: an index is wrong"));
    assertThat(header(onlyDeadLetter(), DeadLetterHeaders.DELIVERY_COUNT)).isEqualTo("1");
    assertThat(meters.get("carryover.work.retries").counter().count()).isEqualTo(2);
    assertThat(outcomes("failed")).isEqualTo(1);
  }

  @Test
  void whatMayPassIsWaitedOutBeyondAllLimitsWithTheRecordHeld() {
    // Given
    int outage = TopicSetup.BROKER_DELIVERY_LIMIT;
    AtomicInteger tries = new AtomicInteger();
    DeskWorker worker =
        new DeskWorker(
            (request, context) -> {
              if (tries.incrementAndGet() <= outage) {
                throw new UncheckedIOException(new IOException("the store is away"));
              }
            });
    queues.send("scan-1");

    // When
    WorkQueueSettings eager = queues.settings().withFailureLimit(1).withRetryDelay(Duration.ZERO);
    try (var queue = started(eager, worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.finished).containsExactly("scan-1");
    assertThat(worker.deliveries).hasSize(outage + 1).containsOnly(1);
    assertThat(queues.deadLetters(Queues.TOPIC)).isEmpty();
  }

  @Test
  void recordIsReleasedWhenClosedWhileWaitingForWhatMayPass() {
    // Given
    DeskWorker waiting = failing(new TransientException("the model is not there yet"));
    DeskWorker next = DeskWorker.quick();
    queues.send("scan-1");
    var closing = started(queues.settings().withRetryDelay(Duration.ofHours(1)), waiting);
    await().atMost(PATIENCE).until(() -> waiting.begun.size() == 1);

    // When
    closing.close();

    // Then
    assertThat(closing.alive()).isFalse();
    try (var queue = started(next)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }
    assertThat(waiting.begun).hasSize(1);
    assertThat(next.deliveries).containsExactly(2);
  }

  @Test
  void workGivenBackIsDeliveredAgainToTheLimit() {
    // Given
    DeskWorker worker =
        new DeskWorker(
            (request, context) -> {
              throw new WorkReleasedException("another replica may have the model");
            });
    queues.send("scan-1");

    // When
    try (var queue = started(queues.settings().withFailureLimit(3), worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.deliveries).containsExactly(1, 2, 3);
    assertThat(worker.failures).extracting(Reason::getCode).containsExactly("WORK_FAILED");
    assertThat(outcomes("retried")).isEqualTo(2);
  }

  @Test
  void recordInterruptedTooOftenIsPutAsideWithoutWork() throws Exception {
    // Given
    DeskWorker worker = DeskWorker.quick();
    queues.send("unlucky");
    try (KafkaShareConsumer<byte[], byte[]> member = queues.member()) {
      for (int i = 0; i < WorkQueueSettings.MOST_DELIVERIES; i++) {
        member.acknowledge(Queues.take(member), AcknowledgeType.RELEASE);
        member.commitSync();
      }
    }

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.begun).isEmpty();
    assertThat(worker.failures)
        .extracting(Reason::getCode)
        .containsExactly("INTERRUPTED_TOO_OFTEN");
    assertThat(onlyDeadLetter().key()).asString(UTF_8).isEqualTo("unlucky");
  }

  @Test
  void largestRecordIsWorkedOnAndFitsItsDeadLetter() {
    // Given
    TrainingRequested large = trainingWithManyScans();
    byte[] bytes = EventCodec.encode(large);
    queues.send(new ProducerRecord<>(Topic.TRAINING_RUNS.topicName(), bytes));
    List<TrainingRequested> seen = new CopyOnWriteArrayList<>();
    Worker<TrainingRequested> worker =
        (request, context) -> {
          seen.add(request);
          throw new RejectedException("TOO_MANY_SCANS", "more than anybody needs");
        };

    // When
    var settings = WorkQueueSettings.of(Topic.TRAINING_RUNS, queues.group());
    try (var queue =
        new WorkQueue<>(queues.config(), settings, TrainingRequested.class, worker, meters)) {
      queue.start();
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(bytes.length).isGreaterThan(Topic.LARGEST_RECORD_BYTES * 9 / 10);
    assertThat(seen).containsExactly(large);
    assertThat(queues.deadLetters(Topic.TRAINING_RUNS))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(bytes));
  }

  @Test
  void recordOfAnAbortedTransactionIsNotSeen() {
    // Given
    DeskWorker worker = DeskWorker.quick();
    queues.sendAndAbort("aborted");
    queues.send("committed");

    // When
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }

    // Then
    assertThat(worker.begun).containsExactly("committed");
  }

  @Test
  void backlogCountsWhatWaitsAndWhatIsInWork() {
    // Given
    CountDownLatch enough = new CountDownLatch(1);
    DeskWorker worker = DeskWorker.until(enough);
    queues.send("first");
    queues.send("second");
    queues.send("third");

    // When
    try (var queue = started(worker)) {

      // Then
      await().atMost(PATIENCE).until(() -> backlog() == 3);
      enough.countDown();
      await().atMost(PATIENCE).until(() -> queue.processed() == 3 && backlog() == 0);
    }
  }

  @Test
  void otherMemberWorksWhileOneIsBusy() {
    // Given
    CountDownLatch enough = new CountDownLatch(1);
    DeskWorker busy = DeskWorker.until(enough);
    DeskWorker free = DeskWorker.quick();
    queues.send("long");

    // When
    try (var first = started(busy)) {
      await().atMost(PATIENCE).until(() -> busy.begun.size() == 1);
      try (var second = started(free)) {
        queues.send("short-1");
        queues.send("short-2");
        await().atMost(PATIENCE).until(() -> second.processed() == 2);
      }
      enough.countDown();
      await().atMost(PATIENCE).until(() -> first.processed() == 1);
    }

    // Then
    assertThat(busy.finished).containsExactly("long");
    assertThat(free.finished).containsExactly("short-1", "short-2");
  }

  @Test
  void closeTellsTheWorkerToStopAndReleasesTheRecord() {
    // Given
    DeskWorker stopped = new DeskWorker(WorkQueueIT::stopWhenTold);
    DeskWorker next = DeskWorker.quick();
    queues.send("interrupted");
    var closing = started(stopped);
    await().atMost(PATIENCE).until(() -> stopped.begun.size() == 1);

    // When
    closing.close();

    // Then
    assertThat(closing.alive()).isFalse();
    assertThat(stopped.finished).isEmpty();
    try (var queue = started(next)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }
    assertThat(next.deliveries).containsExactly(2);
    assertThat(outcomes("released")).isEqualTo(1);
  }

  @Test
  void closeAcceptsWorkThatEndsWithinTheDrain() {
    // Given
    CountDownLatch told = new CountDownLatch(1);
    DeskWorker worker = new DeskWorker((request, context) -> awaitStopping(context, told));
    queues.send("nearly done");
    var queue = started(worker);
    await().atMost(PATIENCE).until(() -> worker.begun.size() == 1);

    // When
    queue.close();

    // Then
    assertThat(told.getCount()).isZero();
    assertThat(queue.processed()).isEqualTo(1);
  }

  @Test
  void workThatOutlastsTheDrainIsInterruptedAndReleased() {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    DeskWorker deaf = DeskWorker.until(never);
    DeskWorker next = DeskWorker.quick();
    queues.send("stubborn");
    var closing = started(queues.settings().withDrainTimeout(Duration.ofMillis(100)), deaf);
    await().atMost(PATIENCE).until(() -> deaf.begun.size() == 1);

    // When
    closing.close();

    // Then
    assertThat(deaf.finished).isEmpty();
    try (var queue = started(next)) {
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }
    assertThat(next.finished).containsExactly("stubborn");
  }

  @Test
  void restartOfTheBrokerInMidWorkLosesNothing() {
    // Given
    DeskWorker worker = stoppedAtFirst();
    queues.send("survivor");
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> worker.begun.size() == 1);

      // When
      queues.stopBroker();
      queues.startBrokerAgain();
      queues.send("after");

      // Then
      await().atMost(PATIENCE).until(() -> queue.processed() == 2);
      assertThat(worker.finished).containsExactlyInAnyOrder("survivor", "after");
      assertThat(queue.alive()).isTrue();
    }
  }

  @Test
  void lostLockStopsTheWorkAndItsResultIsNotAccepted() {
    // Given
    DeskWorker worker = stoppedAtFirst();
    queues.send("fenced");
    try (var queue = started(worker)) {
      await().atMost(PATIENCE).until(() -> worker.begun.size() == 1);

      // When
      queues.stopBroker();

      // Then
      await().atMost(PATIENCE).until(() -> outcomes("lost") == 1);
      assertThat(worker.finished).isEmpty();
      assertThat(queue.processed()).isZero();
      queues.startBrokerAgain();
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
    }
  }

  @Test
  void queueStartedBeforeItsBrokerWorksOnceItIsThere() {
    // Given
    DeskWorker worker = DeskWorker.quick();
    queues.send("patient");
    queues.stopBroker();

    // When
    try (var queue = started(worker)) {
      assertThat(queue.alive()).isTrue();
      assertThat(queue.ready()).isFalse();
      queues.startBrokerAgain();

      // Then
      await().atMost(PATIENCE).until(() -> queue.processed() == 1);
      assertThat(queue.ready()).isTrue();
    }
  }

  private WorkQueue<SegmentationRequested> started(DeskWorker worker) {
    return started(queues.settings(), worker);
  }

  private WorkQueue<SegmentationRequested> started(WorkQueueSettings settings, DeskWorker worker) {
    WorkQueue<SegmentationRequested> queue =
        new WorkQueue<>(queues.config(), settings, SegmentationRequested.class, worker, meters);
    queue.start();
    return queue;
  }

  private static DeskWorker failing(RuntimeException failure) {
    return new DeskWorker(
        (request, context) -> {
          throw failure;
        });
  }

  private static void stopWhenTold(SegmentationRequested request, WorkContext context)
      throws WorkReleasedException {
    await().atMost(PATIENCE).until(context::stopping);
    throw new WorkReleasedException("stopped at an epoch");
  }

  /** Works on the first delivery until told to stop, and is quick with all others. */
  private static DeskWorker stoppedAtFirst() {
    AtomicBoolean first = new AtomicBoolean(true);
    return new DeskWorker(
        (request, context) -> {
          if (first.getAndSet(false)) {
            stopWhenTold(request, context);
          }
        });
  }

  private static void awaitStopping(WorkContext context, CountDownLatch told) {
    await().atMost(PATIENCE).until(context::stopping);
    told.countDown();
  }

  private ConsumerRecord<byte[], byte[]> onlyDeadLetter() {
    List<ConsumerRecord<byte[], byte[]>> letters = queues.deadLetters(Queues.TOPIC);
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static TrainingRequested trainingWithManyScans() {
    ArtifactRef file = new ArtifactRef("file:///scans/scan.nii.gz", "0".repeat(64), 1L);
    ScanRef scan = new ScanRef("s".repeat(300), Split.TRAIN, ScanFormat.NIFTI, file, file);
    return new TrainingRequested(
        "run",
        "cohort",
        "0".repeat(64),
        Method.RI,
        0,
        1,
        Collections.nCopies(32_000, scan),
        new Foreground("structure", List.of(1)),
        new PreprocessingSpec(List.of(8, 8, 8)),
        new TrainingSpec(
            1,
            0,
            0,
            1,
            1e-3,
            1,
            0.1,
            1e-5,
            0.0,
            0.0,
            0,
            0.0,
            1L,
            List.of(),
            null,
            1.0,
            InitialMeans.HE,
            PriorKind.VAE),
        null,
        null,
        null,
        null,
        "version",
        Instant.EPOCH);
  }

  private double backlog() {
    return meters.get("carryover.work.backlog").gauge().value();
  }

  private double outcomes(String outcome) {
    var counter = meters.find("carryover.work.records").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }
}
