package io.carryover.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carryover.events.Topic;
import io.carryover.runtime.topics.TopicSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkQueueSettingsTest {
  private static final WorkQueueSettings SETTINGS =
      WorkQueueSettings.of(Topic.TRAINING_RUNS, "training");

  @Test
  void defaultsAreFiveFailuresASecondADayAndHalfAMinute() {
    // When / Then
    assertThat(SETTINGS)
        .isEqualTo(
            new WorkQueueSettings(
                Topic.TRAINING_RUNS,
                "training",
                5,
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                Duration.ofSeconds(30)));
  }

  @Test
  void brokerDeliversOftenEnoughForADeadLetterToBeTriedTwice() {
    // When / Then
    assertThat(TopicSetup.BROKER_DELIVERY_LIMIT - WorkQueueSettings.MOST_DELIVERIES).isEqualTo(2);
  }

  @Test
  void refusesATopicThatIsNoQueue() {
    // When / Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkQueueSettings.of(Topic.MODELS, "serving"))
        .withMessageContaining("models");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void refusesALimitThatCannotBeKept(int deliveries) {
    // When / Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withFailureLimit(deliveries))
        .withMessage("the failure limit is 1 to 8, not " + deliveries);
  }

  @Test
  void refusesAGroupWithoutAName() {
    // When / Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkQueueSettings.of(Topic.TRAINING_RUNS, " "));
  }

  @Test
  void refusesTimeThatRunsBackwards() {
    // Given
    Duration negative = Duration.ofSeconds(-1);

    // When / Then
    assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withRetryDelay(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withPatience(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withDrainTimeout(negative));
  }
}
