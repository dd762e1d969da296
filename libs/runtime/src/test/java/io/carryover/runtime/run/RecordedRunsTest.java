package io.carryover.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.EventCodec;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final String ID = "0123456789abcdef";
  private static final Reason REASON = new Reason("EMPTY_MASK", "no foreground (scan a)");
  private static final PriorFitRequested REQUEST = new PriorFitRequested();

  /** Any event would do. */
  private static final SpecificRecord RESULT =
      new RunStatusChanged("r", RunKind.PRIOR, "c", "l", RunState.QUEUED, null, NOON);

  @TempDir private Path folder;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final CountingTask task = new CountingTask();
  private final FakeContext context = new FakeContext();
  private ArtifactStore store;
  private RecordedRuns<PriorFitRequested> runs;

  @BeforeEach
  void build() {
    store = new DirectoryArtifactStore(folder.resolve("store"), List.of());
    EventPublisher publisher = new EventPublisher(producer, new EventHeaders("/test", CLOCK));
    runs =
        new RecordedRuns<>(
            task,
            store,
            new RunDirectories(folder.resolve("runs")),
            new RunStatus(publisher, CLOCK));
  }

  @Test
  void resultIsPublishedAndTheDirectoryGoes() throws WorkReleasedException {
    // When
    runs.work(REQUEST, context);

    // Then
    assertThat(task.published).hasSize(1);
    assertThat(states()).containsExactly(RunState.RUNNING, RunState.COMPLETED);
    assertThat(folder.resolve("runs")).isEmptyDirectory();
  }

  @Test
  void recordedResultIsPublishedAgainWithoutWork() throws WorkReleasedException {
    // When
    runs.work(REQUEST, context);
    runs.work(REQUEST, context);

    // Then
    assertThat(task.results).isOne();
    assertThat(task.published).hasSize(2);
    assertThat(task.published.get(1)).isEqualTo(task.published.get(0));
  }

  @Test
  void stoppedRunKeepsItsDirectory() {
    // Given
    context.stopping = true;

    // Then
    assertThatThrownBy(() -> runs.work(REQUEST, context)).isInstanceOf(WorkReleasedException.class);
    assertThat(folder.resolve("runs").resolve(ID)).exists();
    assertThat(states()).containsExactly(RunState.RUNNING);
  }

  @Test
  void rejectedRunLosesItsDirectoryAFailedOneKeepsIt() {
    // Given
    Path directory = new RunDirectories(folder.resolve("runs")).open(ID);

    // Then
    runs.failed(REQUEST, REASON);
    assertThat(directory).exists();
    runs.rejected(REQUEST, REASON);
    assertThat(directory).doesNotExist();
    assertThat(states()).containsExactly(RunState.FAILED, RunState.REJECTED);
  }

  @Test
  void finishedRunStaysFinishedWhenItsFilesCannotBeDeleted() throws WorkReleasedException {
    // Given a name that the store knows and no directory can have
    task.id = "run-1";
    store.record(task.id, EventCodec.encode(RESULT));

    // When
    runs.work(REQUEST, context);
    runs.rejected(REQUEST, REASON);

    // Then
    assertThat(states()).containsExactly(RunState.COMPLETED, RunState.REJECTED);
  }

  private List<RunState> states() {
    return producer.history().stream()
        .map(message -> EventCodec.decode(message.value(), RunStatusChanged.class).getState())
        .toList();
  }

  private static final class CountingTask implements RunTask<PriorFitRequested> {
    private final List<SpecificRecord> published = new ArrayList<>();
    private String id = ID;
    private int results;

    @Override
    public Run runOf(PriorFitRequested request) {
      return new Run(id, RunKind.PRIOR, "hippocampus", "prior");
    }

    @Override
    public SpecificRecord result(PriorFitRequested request, Path directory, WorkContext context)
        throws WorkReleasedException {
      if (context.stopping()) {
        throw new WorkReleasedException("told to stop");
      }
      results++;
      return RESULT;
    }

    @Override
    public void publish(PriorFitRequested request, SpecificRecord result) {
      published.add(result);
    }
  }

  private static final class FakeContext implements WorkContext {
    private boolean stopping;

    @Override
    public int deliveryCount() {
      return 1;
    }

    @Override
    public boolean stopping() {
      return stopping;
    }
  }
}
