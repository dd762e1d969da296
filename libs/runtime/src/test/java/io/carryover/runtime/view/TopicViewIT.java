package io.carryover.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.EventFormatException;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicViewIT {
  private static final Topic TOPIC = Topic.RUN_STATUS;
  private static final int CATCH_UPS = 20;

  /** A fetch of a topic with nothing new comes back after 500 ms. */
  private static final Duration HALF_OF_THEIR_FETCHES = Duration.ofMillis(500L * CATCH_UPS / 2);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;
  private static Map<String, Object> kafka;
  private static EventPublisher publisher;
  private static RunStatus status;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(data);
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    new TopicSetup(kafka).ensure(TOPIC);
    publisher = new EventPublisher(kafka, "/test");
    status = new RunStatus(publisher, Clock.systemUTC());
  }

  @AfterAll
  static void stopBroker() {
    publisher.close();
    broker.close();
  }

  @Test
  void seesWhatWasPublishedBeforeItsStart() {
    // Given
    status.running(new Run("before", RunKind.TRAINING, "caudate", "DWP"));
    status.completed(new Run("before", RunKind.TRAINING, "caudate", "DWP"));
    // When
    try (TopicView<RunStatusChanged> view = startedView(new Changes())) {
      view.catchUp();
      // Then
      assertThat(view.get("before").map(RunStatusChanged::getState)).hasValue(RunState.COMPLETED);
      assertThat(view.all()).containsKey("before");
    }
  }

  @Test
  void catchingUpDoesNotWaitForAFetchToComeBack() {
    // Given
    try (TopicView<RunStatusChanged> view = startedView(new Changes())) {
      view.catchUp();
      // When
      long start = System.nanoTime();
      for (int time = 0; time < CATCH_UPS; time++) {
        view.catchUp();
      }
      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HALF_OF_THEIR_FETCHES);
    }
  }

  @Test
  void listenerIsToldOfEachChangeInOrder() {
    // Given
    Changes changes = new Changes();
    try (TopicView<RunStatusChanged> view = startedView(changes)) {
      // When
      status.queued(new Run("ordered", RunKind.PRIOR, "hippocampus", "prior"));
      status.running(new Run("ordered", RunKind.PRIOR, "hippocampus", "prior"));
      view.catchUp();
      // Then
      assertThat(changes.of("ordered")).containsExactly("QUEUED", "RUNNING");
    }
  }

  @Test
  void tombstoneRemovesTheKey() throws Exception {
    // Given
    status.running(new Run("removed", RunKind.TRAINING, "caudate", "DWP"));
    send("removed", null);
    Changes changes = new Changes();
    // When
    try (TopicView<RunStatusChanged> view = startedView(changes)) {
      view.catchUp();
      // Then
      assertThat(view.get("removed")).isEmpty();
      assertThat(changes.of("removed")).containsExactly("RUNNING", "removed");
    }
  }

  @Test
  void badBytesAreToldAndPassedOver() throws Exception {
    // Given
    status.running(new Run("spoilt", RunKind.TRAINING, "caudate", "DWP"));
    send("spoilt", "rubbish".getBytes(UTF_8));
    Changes changes = new Changes();
    // When
    try (TopicView<RunStatusChanged> view = startedView(changes)) {
      view.catchUp();
      // Then
      assertThat(view.get("spoilt")).isPresent();
      assertThat(changes.of("spoilt")).containsExactly("RUNNING", "NOT_AVRO_SINGLE_OBJECT");
    }
  }

  @Test
  void failingListenerDoesNotStopTheView() {
    // Given
    status.running(new Run("first", RunKind.TRAINING, "caudate", "DWP"));
    status.running(new Run("second", RunKind.TRAINING, "caudate", "DWP"));
    TopicView.Listener<RunStatusChanged> failing =
        (key, event) -> {
          throw new IllegalStateException("listener of the test");
        };
    // When
    try (TopicView<RunStatusChanged> view = startedView(failing)) {
      view.catchUp();
      // Then
      assertThat(view.all()).containsKeys("first", "second");
      assertThat(view.alive()).isTrue();
    }
  }

  @Test
  void isReadyOnceTheTopicIsRead() {
    // Given
    status.running(new Run("read", RunKind.TRAINING, "caudate", "DWP"));
    TopicView<RunStatusChanged> view = view(new Changes());
    assertThat(view.ready()).isFalse();
    // When
    view.start();
    // Then
    await().until(view::ready);
    assertThat(view.get("read")).isPresent();
    view.close();
    assertThat(view.ready()).isFalse();
  }

  @Test
  void holdsOnlyWhatItIsToKeep() {
    // Given
    status.running(new Run("kept", RunKind.PRIOR, "caudate", "prior"));
    status.running(new Run("passed over", RunKind.SEGMENTATION, null, "segmentation"));
    Changes changes = new Changes();
    try (TopicView<RunStatusChanged> view =
        new TopicView<>(
            kafka, TOPIC, RunStatusChanged.class, e -> e.getKind() == RunKind.PRIOR, changes)) {
      // When
      view.start();
      view.catchUp();
      // Then
      assertThat(view.all()).containsKey("kept").doesNotContainKey("passed over");
      assertThat(changes.of("kept")).containsExactly("RUNNING");
      assertThat(changes.of("passed over")).isEmpty();
    }
  }

  @Test
  void eventThatIsNotToBeKeptRemovesItsKey() {
    // Given
    status.running(new Run("ended", RunKind.TRAINING, "caudate", "DWP"));
    status.completed(new Run("ended", RunKind.TRAINING, "caudate", "DWP"));
    Changes changes = new Changes();
    try (TopicView<RunStatusChanged> view =
        new TopicView<>(
            kafka, TOPIC, RunStatusChanged.class, e -> e.getState() == RunState.RUNNING, changes)) {
      // When
      view.start();
      view.catchUp();
      // Then
      assertThat(view.get("ended")).isEmpty();
      assertThat(changes.of("ended")).containsExactly("RUNNING", "removed");
    }
  }

  @Test
  void catchUpNeedsAStartedView() {
    // Given
    TopicView<RunStatusChanged> view = view(new Changes());
    // Then
    assertThatThrownBy(view::catchUp).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closedViewIsNotAlive() {
    // Given
    TopicView<RunStatusChanged> view = startedView(new Changes());
    view.catchUp();
    // When
    view.close();
    // Then
    assertThat(view.alive()).isFalse();
  }

  @Test
  void waitsForATopicThatIsNotThereYet() {
    // Given
    TopicView<PriorFitted> early =
        new TopicView<>(kafka, Topic.PRIORS, PriorFitted.class, (k, v) -> {});
    early.start();
    // When
    new TopicSetup(kafka).ensure(Topic.PRIORS);
    // Then
    early.catchUp();
    await().until(early::alive);
    early.close();
  }

  private static TopicView<RunStatusChanged> startedView(
      TopicView.Listener<RunStatusChanged> listener) {
    TopicView<RunStatusChanged> view = view(listener);
    view.start();
    return view;
  }

  private static TopicView<RunStatusChanged> view(TopicView.Listener<RunStatusChanged> listener) {
    return new TopicView<>(kafka, TOPIC, RunStatusChanged.class, listener);
  }

  private static void send(String key, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC.topicName(), key, value)).get();
    }
  }

  /** Remembers what it was told. */
  private static final class Changes implements TopicView.Listener<RunStatusChanged> {
    private final List<Map.Entry<String, String>> told = new CopyOnWriteArrayList<>();

    @Override
    public void changed(String key, RunStatusChanged event) {
      told.add(Map.entry(key, event.getState().name()));
    }

    @Override
    public void removed(String key) {
      told.add(Map.entry(key, "removed"));
    }

    @Override
    public void unreadable(String key, EventFormatException cause) {
      told.add(Map.entry(key, cause.code().name()));
    }

    List<String> of(String key) {
      return told.stream().filter(e -> e.getKey().equals(key)).map(Map.Entry::getValue).toList();
    }
  }
}
