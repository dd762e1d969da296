package io.carryover.trainer.admission;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.EventCodec;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.status.RunStatus;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.work.WorkContext;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.TrainerEvents;
import io.carryover.trainer.scan.ScanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionHandlerTest {
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final Reason REASON = new Reason("CODE", "message");

  @TempDir private Path directory;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private PhantomScans scans;
  private AdmissionHandler handler;

  @BeforeEach
  void build() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans"));
    scans = new PhantomScans(folder, TARGET);
    ScanAdmission admission =
        new ScanAdmission(
            id -> Optional.of(TrainerEvents.targetCohort()),
            new ScanFiles(new DirectoryArtifactStore(directory.resolve("store"), List.of(folder))),
            CLOCK);
    EventPublisher publisher = new EventPublisher(producer, new EventHeaders("/test", CLOCK));
    handler = new AdmissionHandler(admission, publisher, new RunStatus(publisher, CLOCK));
  }

  @Test
  void admittedScanIsPublishedBeforeItsStatus() {
    // When
    handler.work(scans.good(0, Split.VALIDATION), new Context());
    // Then
    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("admitted-scans", "run-status");
    assertThat(producer.history().get(0).key()).isEqualTo(TARGET);
    assertThat(statuses().get(0))
        .returns("caudate/phantom_000", RunStatusChanged::getId)
        .returns(RunKind.SCAN, RunStatusChanged::getKind)
        .returns(TARGET, RunStatusChanged::getCohortId)
        .returns("validation scan", RunStatusChanged::getLabel)
        .returns(RunState.COMPLETED, RunStatusChanged::getState);
  }

  @Test
  void secondDeliveryPublishesTheSameAdmission() {
    // Given
    ScanLabelled scan = scans.good(0, Split.TRAIN);
    // When
    handler.work(scan, new Context());
    handler.work(scan, new Context());
    // Then
    List<ScanAdmitted> admitted = sent(Topic.ADMITTED_SCANS, ScanAdmitted.class);
    assertThat(admitted).hasSize(2);
    assertThat(admitted.get(1)).isEqualTo(admitted.get(0));
  }

  @Test
  void badScanIsNotPublished() throws IOException {
    // Given
    ScanLabelled bad = scans.bad(Files.createDirectory(directory.resolve("outside"))).get(0).scan();
    // When
    assertThatThrownBy(() -> handler.work(bad, new Context()))
        .isInstanceOf(RejectedException.class);
    // Then
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void rejectionAndFailureBecomeAStatusWithTheirReason() {
    // Given
    ScanLabelled scan = scans.good(0, Split.TRAIN);
    // When
    handler.rejected(scan, REASON);
    handler.failed(scan, REASON);
    // Then
    assertThat(statuses())
        .extracting(RunStatusChanged::getState)
        .containsExactly(RunState.REJECTED, RunState.FAILED);
    assertThat(statuses())
        .allSatisfy(status -> assertThat(status.getReason()).isEqualTo(REASON))
        .allSatisfy(status -> assertThat(status.getId()).isEqualTo("caudate/phantom_000"));
  }

  @Test
  void idThatMayBeANameIsNotRepeatedInTheStatus() {
    // Given
    ScanLabelled scan = scans.good(0, Split.TRAIN);
    scan.getScan().setScanId("Doe^Jane");
    // When
    handler.rejected(scan, REASON);
    // Then
    assertThat(statuses().get(0).getId()).matches("caudate/sha256-[0-9a-f]{12}");
    assertThat(statuses().get(0).toString()).doesNotContain("Doe");
  }

  private List<RunStatusChanged> statuses() {
    return sent(Topic.RUN_STATUS, RunStatusChanged.class);
  }

  private <T extends SpecificRecord> List<T> sent(Topic topic, Class<T> type) {
    return producer.history().stream()
        .filter(message -> message.topic().equals(topic.topicName()))
        .map(message -> EventCodec.decode(message.value(), type))
        .toList();
  }

  private record Context() implements WorkContext {
    @Override
    public int deliveryCount() {
      return 1;
    }

    @Override
    public boolean stopping() {
      return false;
    }
  }
}
