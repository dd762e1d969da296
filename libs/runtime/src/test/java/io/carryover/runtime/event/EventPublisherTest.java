package io.carryover.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.EventCodec;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.runtime.status.Run;
import io.carryover.runtime.status.StatusRecords;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final RunStatusChanged EVENT =
      new StatusRecords(NOON).running(new Run("run-1", RunKind.TRAINING, "caudate", "DWP"));
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final EventPublisher publisher =
      new EventPublisher(producer, new EventHeaders("/trainer-service/a", NOON));

  @Test
  void sendsKeyAndAvroBytesToTheTopic() {
    // When
    publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    // Then
    ProducerRecord<String, byte[]> sent = producer.history().get(0);
    assertThat(sent.topic()).isEqualTo("run-status");
    assertThat(sent.key()).isEqualTo("run-1");
    assertThat(EventCodec.decode(sent.value())).isEqualTo(EVENT);
  }

  @Test
  void writesCloudEventsAttributes() {
    // When
    publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    // Then
    assertThat(headersOf(0))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.carryover.events.RunStatusChanged")
        .containsEntry("ce_source", "/trainer-service/a")
        .containsEntry("ce_subject", "run-1")
        .containsEntry("ce_time", "2026-11-23T12:00:00Z")
        .containsEntry("content-type", "application/avro")
        .containsKey("ce_id");
  }

  @Test
  void repetitionHasTheSameIdAndAnotherEventAnother() {
    // Given
    RunStatusChanged other = RunStatusChanged.newBuilder(EVENT).setLabel("RI").build();
    // When
    publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    publisher.publish(Topic.RUN_STATUS, "run-1", other);
    // Then
    assertThat(headersOf(1).get("ce_id")).isEqualTo(headersOf(0).get("ce_id"));
    assertThat(headersOf(2).get("ce_id")).isNotEqualTo(headersOf(0).get("ce_id"));
  }

  @Test
  void traceContextGoesAlong() {
    // Given
    SpanContext span =
        SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    // When
    try (Scope scope = Span.wrap(span).makeCurrent()) {
      assertThat(scope).isNotNull();
      publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    }
    // Then
    assertThat(headersOf(0)).containsEntry("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
    assertThat(Span.fromContext(TraceContext.extract(producer.history().get(0).headers())))
        .returns(TRACE, restored -> restored.getSpanContext().getTraceId())
        .returns(SPAN, restored -> restored.getSpanContext().getSpanId());
  }

  @Test
  void noTraceNoHeader() {
    // When
    publisher.publish(Topic.RUN_STATUS, "run-1", EVENT);
    // Then
    assertThat(headersOf(0)).doesNotContainKey("traceparent");
  }

  @Test
  void refusesARecordOfAnotherTopic() {
    assertThatThrownBy(() -> publisher.publish(Topic.PRIORS, "run-1", EVENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topic priors carries PriorFitted, not RunStatusChanged");
  }

  @Test
  void brokerTroubleReachesTheCaller() {
    // Given
    producer.sendException = new KafkaException("no leader");
    // Then
    assertThatThrownBy(() -> publisher.publish(Topic.RUN_STATUS, "run-1", EVENT))
        .isInstanceOf(KafkaException.class);
  }

  private Map<String, String> headersOf(int index) {
    return headersOf(producer.history().get(index));
  }

  private static Map<String, String> headersOf(ProducerRecord<String, byte[]> message) {
    Map<String, String> headers = new TreeMap<>();
    message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    return headers;
  }
}
