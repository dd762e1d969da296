package io.carryover.runtime.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
  private static final Reason CAUSE = new Reason("EMPTY_MASK", "no voxel is foreground");

  private final Headers headers = new RecordHeaders();

  @Test
  void sayWhyWhereFromAndWhoRead() {
    // When
    DeadLetterHeaders.addCause(headers, CAUSE);
    DeadLetterHeaders.addOrigin(headers, "labelled-scans", 0, 17, 1_700_000_000_000L);
    DeadLetterHeaders.addReader(headers, "admission", 2);

    // Then
    assertThat(text())
        .containsExactly(
            Map.entry("carryover-cause-code", "EMPTY_MASK"),
            Map.entry("carryover-cause-message", "no voxel is foreground"),
            Map.entry("carryover-topic", "labelled-scans"),
            Map.entry("carryover-partition", "0"),
            Map.entry("carryover-offset", "17"),
            Map.entry("carryover-timestamp", "1700000000000"),
            Map.entry("carryover-group", "admission"),
            Map.entry("carryover-delivery-count", "2"));
  }

  @Test
  void keepTheRecordsOwnHeaders() {
    // Given
    headers.add("ce_id", "an id".getBytes(UTF_8));

    // When
    DeadLetterHeaders.addCause(headers, CAUSE);

    // Then
    assertThat(text()).containsEntry("ce_id", "an id");
  }

  @Test
  void replaceTheCauseOfAnEarlierTry() {
    // Given
    DeadLetterHeaders.addCause(headers, new Reason("WORK_FAILED", "the store is away"));

    // When
    DeadLetterHeaders.addCause(headers, CAUSE);

    // Then
    assertThat(headers.headers(DeadLetterHeaders.CAUSE_CODE)).hasSize(1);
    assertThat(text()).containsEntry(DeadLetterHeaders.CAUSE_CODE, "EMPTY_MASK");
  }

  @Test
  void cutAMessageThatWouldNotFit() {
    // When
    DeadLetterHeaders.addCause(headers, new Reason("WORK_FAILED", "x".repeat(1_000_000)));

    // Then
    assertThat(text().get(DeadLetterHeaders.CAUSE_MESSAGE)).hasSize(2003).endsWith("x...");
  }

  private Map<String, String> text() {
    Map<String, String> text = new LinkedHashMap<>();
    headers.forEach(header -> text.put(header.key(), new String(header.value(), UTF_8)));
    return text;
  }
}
