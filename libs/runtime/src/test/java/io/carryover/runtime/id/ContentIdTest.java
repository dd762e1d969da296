package io.carryover.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.ArtifactRef;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorSpec;
import io.carryover.events.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentIdTest {
  /** Of the request below, computed apart from this code; a change renames every known prior. */
  private static final String GOLDEN = "723269d8fa09e8b2b4e146fb515932a9";

  @Test
  void blankedFieldsDoNotCount() {
    // Given
    PriorFitRequested now = request("", Instant.EPOCH, 1L);
    PriorFitRequested later = request("some id", Instant.ofEpochSecond(9), 1L);
    // Then
    assertThat(idOf(later)).isEqualTo(idOf(now));
  }

  @Test
  void everyOtherFieldCounts() {
    assertThat(idOf(request("", Instant.EPOCH, 2L)))
        .isNotEqualTo(idOf(request("", Instant.EPOCH, 1L)));
  }

  @Test
  void recordIsLeftAsItIs() {
    // Given
    PriorFitRequested request = request("some id", Instant.ofEpochSecond(9), 1L);
    // When
    idOf(request);
    // Then
    assertThat(request).isEqualTo(request("some id", Instant.ofEpochSecond(9), 1L));
  }

  @Test
  void idStaysTheSameForEver() {
    assertThat(idOf(request("", Instant.EPOCH, 1L))).isEqualTo(GOLDEN);
  }

  @Test
  void blankingAnUnknownFieldIsADefect() {
    assertThatThrownBy(() -> ContentId.of(new Reason("A", "b"), "cod"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no \"cod\" in io.carryover.events.Reason");
  }

  @Test
  void blankingAnArrayIsADefect() {
    assertThatThrownBy(() -> ContentId.of(request("", Instant.EPOCH, 1L), "runIds"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("runIds is ARRAY");
  }

  private static String idOf(PriorFitRequested request) {
    return ContentId.of(request, "priorId", "requestedAt");
  }

  private static PriorFitRequested request(String id, Instant requestedAt, long seed) {
    return PriorFitRequested.newBuilder()
        .setPriorId(id)
        .setSourceCohortId("hippocampus")
        .setManifestSha256("ab".repeat(32))
        .setRunIds(List.of("run-0", "run-1"))
        .setKernels(List.of(new ArtifactRef("file:/kernels", "cd".repeat(32), 12L)))
        .setSpec(new PriorSpec(2, 20, 1e-3, 3, 0.1, 6, 0, 0.1, seed, 0.0, false))
        .setCodeVersion("0.1.0")
        .setRequestedAt(requestedAt)
        .build();
  }
}
