package io.carryover.prior.harvest;

import static io.carryover.prior.PriorEvents.COHORT;
import static io.carryover.prior.PriorEvents.MANIFEST;
import static io.carryover.prior.PriorEvents.NOON;
import static io.carryover.prior.PriorEvents.network;
import static io.carryover.prior.PriorEvents.quickSpec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.EventSerde;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorSpec;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HarvestTopologyTest {
  private static final Double NO_VALIDATION = null;
  private static final EventHeaders HEADERS =
      new EventHeaders("/prior-service/test", Clock.fixed(NOON, ZoneOffset.UTC));

  private final TopologyTestDriver driver =
      new TopologyTestDriver(HarvestTopology.build("0.1.0", HEADERS));
  private final TestInputTopic<String, byte[]> harvested =
      driver.createInputTopic(
          Topic.KERNELS_HARVESTED.topicName(), new StringSerializer(), new ByteArraySerializer());
  private final TestOutputTopic<String, PriorFitRequested> fits =
      driver.createOutputTopic(
          Topic.PRIOR_FITS.topicName(),
          new StringDeserializer(),
          EventSerde.of(PriorFitRequested.class).deserializer());
  private final TestOutputTopic<String, RunStatusChanged> statuses =
      driver.createOutputTopic(
          Topic.RUN_STATUS.topicName(),
          new StringDeserializer(),
          EventSerde.of(RunStatusChanged.class).deserializer());
  private final TestOutputTopic<String, byte[]> deadLetters =
      driver.createOutputTopic(
          Topic.KERNELS_HARVESTED.deadLetterName(),
          new StringDeserializer(),
          new ByteArrayDeserializer());

  @AfterEach
  void closeDriver() {
    driver.close();
  }

  @Test
  void waitsForTheOtherNetworks() {
    // When
    send(network(0, "run-a", 1));
    // Then
    assertThat(fits.isEmpty()).isTrue();
    assertThat(statuses.isEmpty()).isTrue();
  }

  @Test
  void lastNetworkRequestsTheFit() {
    // When
    send(network(0, "run-a", 2), network(1, "run-b", 1));
    // Then
    PriorFitRequested request = fits.readValue();
    assertThat(request.getSourceCohortId()).isEqualTo(COHORT);
    assertThat(request.getManifestSha256()).isEqualTo(MANIFEST);
    assertThat(request.getRunIds()).containsExactly("run-a", "run-b");
    assertThat(request.getSpec()).isEqualTo(quickSpec());
    assertThat(request.getRequestedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(fits.isEmpty()).isTrue();
  }

  @Test
  void kernelsGoByNetworkAndRestart() {
    // Given a network whose snapshots are out of order
    KernelsHarvested first = network(0, "run-a", 2);
    first.setSnapshots(List.of(first.getSnapshots().get(1), first.getSnapshots().get(0)));
    // When
    send(network(1, "run-b", 1), first);
    // Then
    assertThat(fits.readValue().getKernels())
        .extracting(ArtifactRef::getUri)
        .containsExactly(
            "file:/store/run-a-kernels-0",
            "file:/store/run-a-kernels-1",
            "file:/store/run-b-kernels-0");
  }

  @Test
  void requestIsKeyedByItsIdAndQueued() {
    // When
    send(network(0, "run-a", 1), network(1, "run-b", 1));
    // Then
    var request = fits.readKeyValue();
    assertThat(request.key).isEqualTo(request.value.getPriorId()).matches("[0-9a-f]{32}");
    assertThat(statuses.readValue())
        .returns(request.key, RunStatusChanged::getId)
        .returns(RunKind.PRIOR, RunStatusChanged::getKind)
        .returns(RunState.QUEUED, RunStatusChanged::getState)
        .returns(COHORT, RunStatusChanged::getCohortId)
        .returns("prior of hippocampus, 2 networks", RunStatusChanged::getLabel);
  }

  @Test
  void orderOfArrivalDoesNotChangeTheId() {
    // Given
    send(network(0, "run-a", 1), network(1, "run-b", 1));
    String id = fits.readKeyValue().key;
    // When
    try (TopologyTestDriver other =
        new TopologyTestDriver(HarvestTopology.build("0.1.0", HEADERS))) {
      TestInputTopic<String, byte[]> input =
          other.createInputTopic(
              Topic.KERNELS_HARVESTED.topicName(),
              new StringSerializer(),
              new ByteArraySerializer());
      input.pipeInput(COHORT, EventCodec.encode(network(1, "run-b", 1)));
      input.pipeInput(COHORT, EventCodec.encode(network(0, "run-a", 1)));
      // Then
      assertThat(
              other
                  .createOutputTopic(
                      Topic.PRIOR_FITS.topicName(),
                      new StringDeserializer(),
                      new ByteArrayDeserializer())
                  .readKeyValue()
                  .key)
          .isEqualTo(id);
    }
  }

  @Test
  void repeatedEventsChangeNothing() {
    // Given
    send(network(0, "run-a", 1), network(0, "run-a", 1), network(1, "run-b", 1));
    fits.readValue();
    statuses.readValue();
    // When
    send(network(1, "run-b", 1), network(0, "run-a", 1), network(1, "run-b", 1));
    // Then
    assertThat(fits.isEmpty()).isTrue();
    assertThat(statuses.isEmpty()).isTrue();
  }

  @Test
  void newRunsOfTheSameNetworksBeginANewSet() {
    // Given
    send(network(0, "run-a", 1), network(1, "run-b", 1));
    fits.readValue();
    // When
    send(network(0, "run-c", 1));
    assertThat(fits.isEmpty()).isTrue();
    send(network(1, "run-d", 1));
    // Then
    assertThat(fits.readValue().getRunIds()).containsExactly("run-c", "run-d");
  }

  @Test
  void laterRunOfAWaitingNetworkTakesItsPlace() {
    // When
    send(network(0, "run-a", 1), network(0, "run-c", 1), network(1, "run-b", 1));
    // Then
    assertThat(fits.readValue().getRunIds()).containsExactly("run-c", "run-b");
  }

  @Test
  void networksOfAnotherPriorSpecDoNotMix() {
    // Given
    PriorSpec otherSpec = PriorSpec.newBuilder(quickSpec()).setSeed(2L).build();
    // When
    send(
        network(0, "run-a", 1),
        KernelsHarvested.newBuilder(network(1, "run-b", 1)).setPrior(otherSpec).build());
    // Then
    assertThat(fits.isEmpty()).isTrue();
  }

  @Test
  void networksOfAnotherDefinitionDoNotMix() {
    // Given
    KernelsHarvested first = network(0, "run-a", 1);
    KernelsHarvested second = network(1, "run-b", 1);
    first.setDefinitionId("short");
    second.setDefinitionId("long");
    // When
    send(first, second);
    // Then
    assertThat(fits.isEmpty()).isTrue();
    send(planned(network(1, "run-c", 1), "short", NOON), planned(first, "long", NOON));
    assertThat(fits.readValuesToList())
        .extracting(PriorFitRequested::getRunIds)
        .containsExactly(List.of("run-a", "run-c"), List.of("run-a", "run-b"));
  }

  @Test
  void networksThatWerePlannedAgainAskForTheirPriorAgain() {
    // Given
    Instant later = NOON.plusSeconds(60);
    send(planned(network(0, "run-a", 1), "d", NOON), planned(network(1, "run-b", 1), "d", NOON));
    PriorFitRequested first = fits.readValue();
    // When
    send(planned(network(0, "run-a", 1), "d", later), planned(network(1, "run-b", 1), "d", later));
    // Then
    PriorFitRequested again = fits.readValue();
    assertThat(again.getPriorId()).isEqualTo(first.getPriorId());
    assertThat(first.getPlannedAt()).isEqualTo(NOON);
    assertThat(again.getPlannedAt()).isEqualTo(later);
  }

  @Test
  void networksOfAnotherManifestDoNotMix() {
    // When
    send(
        network(0, "run-a", 1),
        KernelsHarvested.newBuilder(network(1, "run-b", 1))
            .setManifestSha256("ef".repeat(32))
            .build());
    // Then
    assertThat(fits.isEmpty()).isTrue();
  }

  @Test
  void indexBeyondTheNumberOfNetworksIsRejected() {
    // When
    send(network(2, "run-a", 1));
    // Then
    assertThat(statuses.readValue())
        .returns(RunState.REJECTED, RunStatusChanged::getState)
        .returns("harvest/run-a", RunStatusChanged::getId)
        .returns("HARVEST_INCONSISTENT", status -> status.getReason().getCode())
        .returns(
            "network must be 0 to 1, got 2 (run run-a of cohort hippocampus)",
            status -> status.getReason().getMessage());
  }

  @Test
  void networkWithoutSnapshotsIsRejected() {
    // When
    send(network(0, "run-a", 0));
    // Then
    assertThat(statuses.readValue().getState()).isEqualTo(RunState.REJECTED);
  }

  @Test
  void networksBelowTheMinimumAreLeftOut() {
    // When the first network reaches 0.60 after its restart only, the second never does
    send(measured(network(0, "run-a", 2), 0.41, 0.60), measured(network(1, "run-b", 1), 0.59));
    // Then
    PriorFitRequested request = fits.readValue();
    assertThat(request.getRunIds()).containsExactly("run-a");
    assertThat(request.getKernels())
        .extracting(ArtifactRef::getUri)
        .containsExactly("file:/store/run-a-kernels-1");
    assertThat(statuses.readValue().getState()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void setWithoutAnyNetworkThatReachesTheMinimumIsRefusedWithTheFigures() {
    // When
    send(measured(network(0, "run-a", 2), 0.41, 0.52), measured(network(1, "run-b", 1), 0.3));
    // Then
    assertThat(fits.isEmpty()).isTrue();
    assertThat(statuses.readValue())
        .returns(RunState.REJECTED, RunStatusChanged::getState)
        .returns(RunKind.PRIOR, RunStatusChanged::getKind)
        .returns(COHORT, RunStatusChanged::getCohortId)
        .returns("prior of hippocampus, 2 networks", RunStatusChanged::getLabel)
        .returns("SOURCE_TOO_WEAK", status -> status.getReason().getCode())
        .returns(
            "source networks must reach DSC 0.60, got network 1: 0.41, 0.52; network 2: 0.30"
                + " (cohort hippocampus)",
            status -> status.getReason().getMessage());
  }

  @Test
  void networksWithoutAFigureDoNotReachAMinimum() {
    // When
    send(measured(network(0, "run-a", 1), NO_VALIDATION));
    send(measured(network(1, "run-b", 1), NO_VALIDATION));
    // Then
    assertThat(fits.isEmpty()).isTrue();
    assertThat(statuses.readValue().getReason().getMessage())
        .contains("network 2: none, for there were no validation scans");
  }

  @Test
  void refusalIsToldOnceAndTheServiceGoesOn() {
    // Given
    send(measured(network(0, "run-a", 1), 0.1), measured(network(1, "run-b", 1), 0.1));
    statuses.readValue();
    // When
    send(measured(network(1, "run-b", 1), 0.1), measured(network(0, "run-a", 1), 0.1));
    assertThat(statuses.isEmpty()).isTrue();
    send(measured(network(0, "run-c", 1), 0.7), measured(network(1, "run-d", 1), 0.8));
    // Then
    assertThat(fits.readValue().getRunIds()).containsExactly("run-c", "run-d");
  }

  @Test
  void placeOfTheKernelsDoesNotChangeTheId() {
    // Given
    send(network(0, "run-a", 1), network(1, "run-b", 1));
    String id = fits.readValue().getPriorId();
    // When the same files lie elsewhere
    KernelsHarvested moved = planned(network(0, "run-a", 1), "", NOON.plusSeconds(60));
    moved.getSnapshots().get(0).getKernels().setUri("file:/elsewhere/kernels");
    send(moved, planned(network(1, "run-b", 1), "", NOON.plusSeconds(60)));
    // Then
    PriorFitRequested again = fits.readValue();
    assertThat(again.getPriorId()).isEqualTo(id);
    assertThat(again.getKernels().get(0).getUri()).isEqualTo("file:/elsewhere/kernels");
  }

  @Test
  void badBytesAreDeadLettersAndTheNextEventsGoOn() {
    // Given
    byte[] noise = new byte[100];
    new Random(7).nextBytes(noise);
    // When
    harvested.pipeInput(COHORT, noise);
    harvested.pipeInput(COHORT, "hello".getBytes(UTF_8));
    send(network(0, "run-a", 1), network(1, "run-b", 1));
    // Then
    assertThat(deadLetters.readValuesToList()).containsExactly(noise, "hello".getBytes(UTF_8));
    assertThat(fits.getQueueSize()).isOne();
  }

  /** With a figure for each snapshot, of a cohort that demands a DSC of 0.6. */
  private static KernelsHarvested measured(KernelsHarvested network, Double... figures) {
    for (int restart = 0; restart < figures.length; restart++) {
      network.getSnapshots().get(restart).setValidationDsc(figures[restart]);
    }
    PriorSpec spec = PriorSpec.newBuilder(quickSpec()).setMinimumDsc(0.6).build();
    return KernelsHarvested.newBuilder(network).setPrior(spec).build();
  }

  private static KernelsHarvested planned(
      KernelsHarvested network, String definitionId, Instant plannedAt) {
    return KernelsHarvested.newBuilder(network)
        .setDefinitionId(definitionId)
        .setPlannedAt(plannedAt)
        .build();
  }

  private void send(KernelsHarvested... networks) {
    for (KernelsHarvested network : networks) {
      harvested.pipeInput(COHORT, EventCodec.encode(network));
    }
  }
}
