package io.carryover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.DemoEvents;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JourneyTest {
  private final Journey journey = new Journey();

  @Test
  void anEventSeenTwiceCountsOnce() {
    journey.on(DemoEvents.admitted("scan_1"));
    journey.on(DemoEvents.admitted("scan_1"));
    journey.on(DemoEvents.admitted("scan_2"));
    journey.on(DemoEvents.segmented("request"));
    journey.on(DemoEvents.segmented("request"));

    assertThat(journey.scansAdmitted()).isEqualTo(2);
    assertThat(journey.segmented()).hasSize(1);
  }

  @Test
  void aModelIsServedOnceTheVeryFileThatWasExportedIsDeployed() {
    Set<String> model = Set.of("target-ri");
    assertThat(journey.serves(model)).isFalse();

    journey.on(DemoEvents.exported("target-ri", Method.RI, "new"));
    assertThat(journey.serves(model)).isFalse();

    journey.on(DemoEvents.deployed("target-ri", "old"));
    assertThat(journey.serves(model)).isFalse();

    journey.on(DemoEvents.deployed("target-ri", "new"));
    assertThat(journey.serves(model)).isTrue();
    assertThat(journey.serves(Set.of("target-ri", "target-dwp"))).isFalse();
  }

  @Test
  void thePriorIsThereOnceItIsFitted() {
    assertThat(journey.prior()).isEmpty();

    journey.on(DemoEvents.fitted(List.of()));

    assertThat(journey.prior()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"REJECTED", "FAILED"})
  void endsWithTheReasonOfWhateverEndedBadly(RunState bad) {
    Reason reason = new Reason("PRIOR_GAINS_NOTHING", "group 2 has 38.2 against 38.2");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> journey.on(DemoEvents.status("p", RunKind.PRIOR, bad, reason)))
        .withMessageContaining("PRIOR_GAINS_NOTHING")
        .withMessageContaining("group 2 has 38.2 against 38.2");
  }

  @Test
  void endsWhenAModelIsRefused() {
    Reason reason = new Reason("GOLDEN_DIFFERS", "it differs by 1");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> journey.on(DemoEvents.refused("target-ri", reason)))
        .withMessageContaining("target-ri")
        .withMessageContaining("GOLDEN_DIFFERS");
  }

  @Test
  void goesOnThroughEveryOtherState() {
    for (RunState state : List.of(RunState.QUEUED, RunState.RUNNING, RunState.COMPLETED)) {
      journey.on(DemoEvents.status("run", RunKind.TRAINING, state, null));
    }

    assertThat(journey.scansAdmitted()).isZero();
  }
}
