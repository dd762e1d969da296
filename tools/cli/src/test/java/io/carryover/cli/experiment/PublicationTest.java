package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.CohortDefined;
import io.carryover.events.Method;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.event.EventPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published of a cohort, by what is there of it. */
class PublicationTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final int TRAIN_AND_VALIDATION = 2 + 1;

  @TempDir private static Path folder;

  private static ExperimentPlan plan;
  private static LabelledCohort cohort;

  private final MockProducer<String, byte[]> sent =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private Ledger ledger;
  private Publication publication;

  @BeforeAll
  static void planTwoMethods() throws IOException {
    Plans.writePhantoms(folder);
    plan = Planning.plan(Plans.settings(folder), Instant.EPOCH);
    cohort = plan.targets().get(0).cohort();
  }

  @BeforeEach
  void knowNothing() {
    ledger = new Ledger(plan);
    EventPublisher publisher = new EventPublisher(sent, new EventHeaders("/test", CLOCK));
    publication = new Publication(ledger, publisher, CLOCK);
  }

  private void isThere(CohortDefined definition) {
    ledger.on(new TopicEvent(Topic.COHORTS, cohort.id(), definition));
  }

  private List<String> topics() {
    return sent.history().stream().map(event -> event.topic()).toList();
  }

  @Test
  void aNewCohortIsDefinedAndItsScansPublishedButThoseToTestOn() {
    assertThat(publication.publish(cohort)).isEqualTo(1 + TRAIN_AND_VALIDATION);

    assertThat(topics())
        .startsWith(Topic.COHORTS.topicName())
        .hasSize(1 + TRAIN_AND_VALIDATION)
        .filteredOn(Topic.LABELLED_SCANS.topicName()::equals)
        .hasSize(TRAIN_AND_VALIDATION);
  }

  @Test
  void aCohortThatIsThereIsNotDefinedAgain() {
    isThere(
        CohortDefined.newBuilder(cohort.definition())
            .setMethods(List.of(Method.DWP, Method.RI))
            .setDefinedAt(Instant.EPOCH.plusSeconds(1))
            .build());

    publication.publish(cohort);

    assertThat(topics()).doesNotContain(Topic.COHORTS.topicName());
  }

  @Test
  void aCohortThatIsThereWithFewerMethodsIsDefinedAgain() {
    isThere(CohortDefined.newBuilder(cohort.definition()).setMethods(List.of(Method.RI)).build());

    publication.publish(cohort);

    assertThat(topics()).containsOnlyOnce(Topic.COHORTS.topicName());
  }

  @Test
  void aCohortThatIsThereWithMoreMethodsOrOtherSettingsIsRefused() {
    isThere(
        CohortDefined.newBuilder(cohort.definition())
            .setMethods(List.of(Method.RI, Method.DWP, Method.PR))
            .build());

    assertThatThrownBy(() -> publication.publish(cohort))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("another cohort " + cohort.id());
    assertThat(topics()).isEmpty();
  }
}
