package io.carryover.cli.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.DemoEvents;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTableTest {
  private static final String OLD = "ab".repeat(32);
  private static final String NEW = "ac".repeat(32);
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void theNewestVersionAnswersWithoutARoute() {
    assertThat(VersionTable.of(versions(Optional.empty())).lines())
        .containsExactly(
            "digest        planned               method  validation DSC  what it does",
            "acacacacacac  2026-11-24T12:00:00Z  DWP              0.750  answers, the newest",
            "abababababab  2026-11-24T11:00:00Z  DWP              0.750");
  }

  @Test
  void saysWhatEachVersionDoes() {
    // Given
    ModelRouted route = new ModelRouted("caudate-dwp", OLD, NEW, 0.1, NEW, NOON);
    // When, Then
    assertThat(VersionTable.of(versions(Optional.of(route))).lines())
        .endsWith(
            "acacacacacac  2026-11-24T12:00:00Z  DWP              0.750  canary of 0.1, shadow",
            "abababababab  2026-11-24T11:00:00Z  DWP              0.750  answers, pinned");
  }

  @Test
  void aDigestsBeginningNamesOneVersion() {
    assertThat(versions(Optional.empty()).digest("ab")).isEqualTo(OLD);
    assertThatThrownBy(() -> versions(Optional.empty()).digest("a"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("\"a\" names 2");
    assertThatThrownBy(() -> versions(Optional.empty()).digest("ff"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("\"ff\" names 0");
  }

  private static ModelVersions versions(Optional<ModelRouted> route) {
    return ModelVersions.of(
        "caudate-dwp",
        List.of(
            version("caudate-dwp", OLD, NOON.minusSeconds(3600)),
            version("another", "ad".repeat(32), NOON),
            version("caudate-dwp", NEW, NOON)),
        route);
  }

  private static ModelExported version(String model, String sha256, Instant plannedAt) {
    ModelExported exported = (ModelExported) DemoEvents.exported(model, Method.DWP, sha256).event();
    exported.setPlannedAt(plannedAt);
    return exported;
  }
}
