package io.carryover.trainer.planning;

import static io.carryover.events.Split.TEST;
import static io.carryover.events.Split.TRAIN;
import static io.carryover.events.Split.VALIDATION;
import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.SOURCE;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static io.carryover.trainer.TrainerEvents.admitted;
import static io.carryover.trainer.TrainerEvents.harvest;
import static io.carryover.trainer.TrainerEvents.prior;
import static io.carryover.trainer.TrainerEvents.scan;
import static io.carryover.trainer.TrainerEvents.sourceCohort;
import static io.carryover.trainer.TrainerEvents.targetCohort;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.CohortDefined;
import io.carryover.events.EventCodec;
import io.carryover.events.Foreground;
import io.carryover.events.InitialMeans;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanRef;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.failure.DeadLetterHeaders;
import io.carryover.trainer.cohort.TrainingIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningTopologyTest {
  private static final String CODE = "1.2.3";

  @TempDir private Path stateDirectory;
  private TopologyTestDriver driver;

  @BeforeEach
  void open() {
    driver = driver(CODE);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void sourceCohortIsPlannedOncePerNetworkWithItsOwnSeed() {
    // When
    define(sourceCohort());
    admitThree(SOURCE);

    // Then
    List<TrainingRequested> planned = planned();
    assertThat(planned).extracting(TrainingRequested::getMethod).containsOnly(Method.SOURCE);
    assertThat(planned).extracting(TrainingRequested::getNetwork).containsExactly(0, 1);
    assertThat(planned).extracting(TrainingRequested::getNetworks).containsOnly(2);
    assertThat(planned)
        .extracting(request -> request.getTraining().getSeed())
        .containsExactly(42L, 43L);
    assertThat(planned)
        .extracting(TrainingRequested::getPriorSpec)
        .containsOnly(sourceCohort().getPrior());
    assertThat(planned).extracting(TrainingRequested::getRunId).doesNotHaveDuplicates();
  }

  @Test
  void networksOfOneDefinitionShareItsIdAndThoseOfAnotherHaveAnother() {
    // Given
    CohortDefined reseeded = sourceCohort();
    reseeded.getTraining().setSeed(43);

    // When
    define(sourceCohort());
    admitThree(SOURCE);
    List<String> ids = planned().stream().map(TrainingIds::definition).toList();
    define(reseeded);
    List<String> others = planned().stream().map(TrainingIds::definition).toList();

    // Then
    assertThat(ids).hasSize(2).containsOnly(ids.get(0));
    assertThat(others).hasSize(2).containsOnly(others.get(0)).doesNotContain(ids.get(0));
  }

  @Test
  void everyPlannedRunIsQueued() {
    // When
    define(sourceCohort());
    admitThree(SOURCE);

    // Then
    List<String> runs = planned().stream().map(TrainingRequested::getRunId).toList();
    List<RunStatusChanged> queued =
        statuses().stream().filter(status -> status.getState() == RunState.QUEUED).toList();
    assertThat(queued).extracting(RunStatusChanged::getId).containsExactlyElementsOf(runs);
    assertThat(queued).extracting(RunStatusChanged::getKind).containsOnly(RunKind.TRAINING);
    assertThat(queued)
        .extracting(RunStatusChanged::getLabel)
        .containsExactly("source network 1 of 2", "source network 2 of 2");
  }

  @Test
  void scansThatAreTooFewPlanNothing() {
    // When
    define(sourceCohort());
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "a", TRAIN));
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "v", VALIDATION));
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "t", TEST));

    // Then
    assertThat(planned()).isEmpty();
  }

  @Test
  void testScansAreNeverPartOfATraining() {
    // Given
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "t", TEST));

    // When
    define(sourceCohort());
    admitThree(SOURCE);

    // Then
    assertThat(planned().get(0).getScans())
        .extracting(ScanRef::getScanId)
        .containsExactly("a", "b", "v");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void targetCohortIsPlannedTheSameInEveryOrder(List<Arrival> order) {
    // When
    order.forEach(this::send);

    // Then
    Map<Method, TrainingRequested> planned = byMethod(planned());
    assertThat(planned.values())
        .extracting(TrainingRequested::getRunId)
        .containsExactlyInAnyOrderElementsOf(expectedIds());
    assertThat(planned.get(Method.PR).getSourceWeights())
        .isEqualTo(harvest().getSnapshots().get(1).getWeights());
    assertThat(planned.get(Method.PRF).getSourceWeights())
        .isEqualTo(harvest().getSnapshots().get(1).getWeights());
    assertThat(planned.get(Method.DWP).getPriorId()).isEqualTo(prior().getPriorId());
    assertThat(planned.get(Method.DWP).getPrior()).isEqualTo(prior().getPrior());
    assertThat(planned.get(Method.RI).getSourceWeights()).isNull();
    assertThat(planned.values())
        .extracting(TrainingRequested::getManifestSha256)
        .containsOnly(planned.get(Method.RI).getManifestSha256());
  }

  static Stream<List<Arrival>> orders() {
    return permutations(List.of(Arrival.values()));
  }

  @Test
  void methodWaitsForItsInputOnly() {
    // When
    define(targetCohort());
    admitThree(TARGET);

    // Then
    assertThat(byMethod(planned())).containsOnlyKeys(Method.RI);
    send(Topic.PRIORS, "prior", prior());
    assertThat(byMethod(planned())).containsOnlyKeys(Method.DWP);
    send(Topic.KERNELS_HARVESTED, SOURCE, harvest());
    assertThat(byMethod(planned())).containsOnlyKeys(Method.PR, Method.PRF);
  }

  @Test
  void otherNetworksAndOtherCohortsPlanNothingForATarget() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    planned();

    // When
    KernelsHarvested second = harvest();
    second.setNetwork(1);
    send(Topic.KERNELS_HARVESTED, SOURCE, second);
    PriorFitted foreign = prior();
    foreign.setSourceCohortId("other");
    send(Topic.PRIORS, "foreign", foreign);

    // Then
    assertThat(planned()).isEmpty();
  }

  @Test
  void seedsStartFromDifferentNetworks() {
    // Given
    CohortDefined odd = targetCohort();
    odd.getTraining().setSeed(43);
    define(odd);
    admitThree(TARGET);
    planned();

    // When
    send(Topic.KERNELS_HARVESTED, SOURCE, harvest());
    assertThat(planned()).isEmpty();
    send(Topic.KERNELS_HARVESTED, SOURCE, secondNetwork());

    // Then
    Map<Method, TrainingRequested> planned = byMethod(planned());
    assertThat(planned).containsOnlyKeys(Method.PR, Method.PRF);
    assertThat(planned.values())
        .extracting(request -> request.getSourceWeights().getUri())
        .containsOnly("file:///store/second");
  }

  @Test
  void deepWeightPriorThatStartsFromASourceNetworkWaitsForBoth() {
    // Given
    CohortDefined cohort = targetCohort();
    cohort.setMethods(List.of(Method.DWP));
    cohort.getTraining().setInitialMeans(InitialMeans.SOURCE);
    define(cohort);
    admitThree(TARGET);

    // When
    send(Topic.PRIORS, "prior", prior());
    assertThat(planned()).isEmpty();
    send(Topic.KERNELS_HARVESTED, SOURCE, harvest());

    // Then
    assertThat(planned())
        .singleElement()
        .returns(prior().getPrior(), TrainingRequested::getPrior)
        .returns(harvest().getSnapshots().get(1).getWeights(), TrainingRequested::getSourceWeights);
  }

  @Test
  void trainingsFromNetworksBelowTheMinimumAreRefusedOnceAndOthersAreNot() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    statuses();

    // When
    send(Topic.KERNELS_HARVESTED, SOURCE, weak(harvest()));
    assertThat(statuses()).isEmpty();
    send(Topic.KERNELS_HARVESTED, SOURCE, weak(secondNetwork()));
    List<RunStatusChanged> refused = statuses();
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, "t", TEST));

    // Then
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(
            status ->
                assertThat(status)
                    .returns(RunState.REJECTED, RunStatusChanged::getState)
                    .returns(TARGET, RunStatusChanged::getCohortId)
                    .returns("SOURCE_TOO_WEAK", s -> s.getReason().getCode()));
    assertThat(refused)
        .extracting(RunStatusChanged::getLabel)
        .containsExactly("PR on 3 scans", "PRF on 3 scans");
    assertThat(statuses()).isEmpty();
    assertThat(byMethod(planned())).containsOnlyKeys(Method.RI);
  }

  @Test
  void harvestThatContradictsItselfPlansNothingAndPlanningGoesOn() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    planned();
    KernelsHarvested ofNone = harvest();
    ofNone.setNetworks(0);
    KernelsHarvested empty = harvest();
    empty.setSnapshots(List.of());

    // When
    send(Topic.KERNELS_HARVESTED, SOURCE, ofNone);
    send(Topic.KERNELS_HARVESTED, SOURCE, empty);
    assertThat(planned()).isEmpty();
    send(Topic.KERNELS_HARVESTED, SOURCE, harvest());

    // Then
    assertThat(byMethod(planned())).containsOnlyKeys(Method.PR, Method.PRF);
  }

  @Test
  void trainingThatWasRefusedIsPlannedWhenItsNetworksAreGoodEnough() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    send(Topic.KERNELS_HARVESTED, SOURCE, weak(harvest()));
    send(Topic.KERNELS_HARVESTED, SOURCE, weak(secondNetwork()));
    planned();

    // When
    KernelsHarvested better = harvest();
    better.setPlannedAt(NOON);
    better.setDefinitionId("better");
    send(Topic.KERNELS_HARVESTED, SOURCE, better);

    // Then
    assertThat(byMethod(planned())).containsOnlyKeys(Method.PR, Method.PRF);
  }

  @Test
  void redeliveryPlansNothingTwice() {
    // Given
    everything();
    planned();

    // When
    everything();
    everything();

    // Then
    assertThat(planned()).isEmpty();
  }

  @Test
  void newVersionOfTheCodePlansNothingAgain() {
    // Given
    everything();
    TrainingRequested request = planned().get(0);
    String key = TrainingIds.planned(request);

    // When
    request.setCodeVersion("2.0.0");

    // Then
    assertThat(TrainingIds.planned(request)).isEqualTo(key);
  }

  @Test
  void trainsAgainAfterEveryFurtherScans() {
    // Given
    CohortDefined cohort = sourceCohort();
    cohort.setRetrainEveryNewScans(2);
    define(cohort);
    admitThree(SOURCE);
    planned();

    // When
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "c", TRAIN));
    assertThat(planned()).isEmpty();
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, "d", TRAIN));

    // Then
    List<TrainingRequested> again = planned();
    assertThat(again).hasSize(2);
    assertThat(again.get(0).getScans())
        .extracting(ScanRef::getScanId)
        .containsExactly("a", "b", "c", "d", "v");
  }

  @Test
  void correctedScanReplacesTheOldOne() {
    // Given
    CohortDefined cohort = sourceCohort();
    cohort.setRetrainEveryNewScans(1);
    define(cohort);
    admitThree(SOURCE);
    planned();
    ScanRef corrected = scan("a", TRAIN, "corrected");

    // When
    send(Topic.ADMITTED_SCANS, SOURCE, admitted(SOURCE, corrected));

    // Then
    assertThat(planned().get(0).getScans()).hasSize(3).contains(corrected);
  }

  @Test
  void correctedScanOfADueTrainingIsTrainedOnThoughNoRetrainingIsAskedFor() {
    // Given a method that still waits for its prior
    define(targetCohort());
    admitThree(TARGET);
    planned();
    ScanRef corrected = scan("a", TRAIN, "corrected");

    // When
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, corrected));

    // Then
    assertThat(byMethod(planned()).get(Method.RI).getScans()).hasSize(3).contains(corrected);
    send(Topic.PRIORS, "prior", prior());
    assertThat(byMethod(planned()).get(Method.DWP).getScans()).hasSize(3).contains(corrected);
  }

  @Test
  void scanThatMovedIsPlannedFromItsNewPlaceAndPlansNothingByItself() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    planned();
    ScanRef moved = scan("a", TRAIN, "a");
    moved.getLabel().setUri("file:///elsewhere/a_label.nii");

    // When
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, moved));

    // Then
    assertThat(planned()).isEmpty();
    send(Topic.PRIORS, "prior", prior());
    assertThat(planned().get(0).getScans()).contains(moved);
  }

  @Test
  void scanThatBecameATestScanIsTrainedOnNoMore() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, "c", TRAIN));
    planned();

    // When
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, "a", TEST));
    send(Topic.PRIORS, "prior", prior());

    // Then
    Map<Method, TrainingRequested> planned = byMethod(planned());
    assertThat(planned).containsOnlyKeys(Method.RI, Method.DWP);
    assertThat(planned.values())
        .allSatisfy(
            request ->
                assertThat(request.getScans())
                    .extracting(ScanRef::getScanId)
                    .containsExactly("b", "c", "v"));
  }

  @Test
  void admissionOfAnOlderLabelPlansNothing() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    ScanAdmitted corrected = admitted(TARGET, scan("a", TRAIN, "corrected"));
    corrected.setLabelledAt(NOON.plusSeconds(60));
    send(Topic.ADMITTED_SCANS, TARGET, corrected);
    planned();

    // When
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, "a", TRAIN));

    // Then
    assertThat(planned()).isEmpty();
    send(Topic.PRIORS, "prior", prior());
    assertThat(planned().get(0).getScans()).contains(corrected.getScan());
  }

  @Test
  void cohortDefinedAnewIsPlannedAnew() {
    // Given
    define(sourceCohort());
    admitThree(SOURCE);
    List<TrainingRequested> before = planned();
    CohortDefined longer = sourceCohort();
    longer.getTraining().setEpochs(9);

    // When
    define(longer);

    // Then
    List<TrainingRequested> after = planned();
    assertThat(after).extracting(request -> request.getTraining().getEpochs()).containsOnly(9);
    assertThat(after.get(0).getManifestSha256()).isEqualTo(before.get(0).getManifestSha256());
    assertThat(after.get(0).getRunId()).isNotEqualTo(before.get(0).getRunId());
  }

  @Test
  void definitionThatComesBackAsksForItsRunsAgain() {
    // Given
    CohortDefined longer = sourceCohort();
    longer.getTraining().setEpochs(9);
    define(sourceCohort());
    admitThree(SOURCE);
    List<String> first = runIds();
    define(longer);
    planned();

    // When
    define(sourceCohort());

    // Then
    assertThat(runIds()).isEqualTo(first);
  }

  @Test
  void networkThatWasNotWantedForAWhileIsAskedForAgain() {
    // Given
    CohortDefined three = sourceCohort();
    three.setNetworks(3);
    define(three);
    admitThree(SOURCE);
    List<String> first = runIds();
    define(sourceCohort());
    planned();

    // When
    define(three);

    // Then
    assertThat(runIds()).hasSize(3).isEqualTo(first);
  }

  @Test
  void deletedCohortPlansNothingUntilItIsDefinedAgain() {
    // Given
    define(targetCohort());
    admitThree(TARGET);
    List<String> first = runIds();

    // When
    pipe(Topic.COHORTS, TARGET, null);
    send(Topic.PRIORS, "prior", prior());
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, scan("a", TRAIN, "corrected")));

    // Then
    assertThat(planned()).isEmpty();
    send(Topic.ADMITTED_SCANS, TARGET, admitted(TARGET, "a", TRAIN));
    define(targetCohort());
    assertThat(runIds()).hasSize(2).containsAll(first);
  }

  @Test
  void definitionThatOnlyTellsAnotherTimePlansNothing() {
    // Given
    define(sourceCohort());
    admitThree(SOURCE);
    planned();
    CohortDefined later = sourceCohort();
    later.setDefinedAt(NOON.plusSeconds(60));

    // When
    define(later);

    // Then
    assertThat(planned()).isEmpty();
  }

  @Test
  void laterPriorTrainsTheTargetAgainAndAnEarlierOneDoesNot() {
    // Given
    everything();
    planned();
    PriorFitted later = prior();
    later.setPriorId("later");
    later.setFittedAt(NOON.plusSeconds(1));
    PriorFitted earlier = prior();
    earlier.setPriorId("earlier");
    earlier.setFittedAt(NOON.minusSeconds(1));

    // When
    send(Topic.PRIORS, "later", later);
    send(Topic.PRIORS, "earlier", earlier);

    // Then
    assertThat(planned()).extracting(TrainingRequested::getPriorId).containsExactly("later");
  }

  @Test
  void whatWasPlannedEarlierAndFinishedLaterIsNotInherited() {
    // Given
    KernelsHarvested current = harvest();
    current.setPlannedAt(NOON);
    PriorFitted currentPrior = prior();
    currentPrior.setPlannedAt(NOON);
    define(targetCohort());
    admitThree(TARGET);
    send(Topic.KERNELS_HARVESTED, SOURCE, current);
    send(Topic.PRIORS, "prior", currentPrior);
    planned();

    // When
    KernelsHarvested slow = harvest();
    slow.setRunId("slow");
    slow.setSnapshots(List.of(harvest().getSnapshots().get(0)));
    slow.setHarvestedAt(NOON.plusSeconds(60));
    PriorFitted slowPrior = prior();
    slowPrior.setPriorId("slow");
    slowPrior.setFittedAt(NOON.plusSeconds(60));
    send(Topic.KERNELS_HARVESTED, SOURCE, slow);
    send(Topic.PRIORS, "slow", slowPrior);

    // Then
    assertThat(planned()).isEmpty();
  }

  @Test
  void brokenDefinitionIsRejectedAndTheEarlierOneStays() {
    // Given
    define(sourceCohort());
    CohortDefined broken = sourceCohort();
    broken.setNetworks(0);

    // When
    define(broken);
    admitThree(SOURCE);

    // Then
    RunStatusChanged rejected =
        statuses().stream()
            .filter(status -> status.getState() == RunState.REJECTED)
            .findFirst()
            .orElseThrow();
    assertThat(rejected.getId()).isEqualTo(SOURCE);
    assertThat(rejected.getKind()).isEqualTo(RunKind.COHORT);
    assertThat(rejected.getReason().getCode()).isEqualTo("COHORT_INVALID");
    assertThat(planned()).hasSize(2);
  }

  @Test
  void targetThatNamesAnUnknownSourceIsDefinedAndNotRejected() {
    // Given
    CohortDefined orphan = targetCohort();
    orphan.setSourceCohortId("nobody");

    // When
    define(orphan);

    // Then
    assertThat(statuses())
        .singleElement()
        .returns(TARGET, RunStatusChanged::getId)
        .returns(RunState.COMPLETED, RunStatusChanged::getState);
  }

  @Test
  void definitionOfAnySizeIsRejectedByAStatusThatARecordHolds() {
    // Given
    CohortDefined huge = sourceCohort();
    huge.setNetworks(2_000_000_000);
    huge.setCohortId("x".repeat(100_000));
    huge.setForeground(new Foreground("ellipsoid", Collections.nCopies(400_000, 1)));

    // When
    define(huge);

    // Then
    TestRecord<String, byte[]> status = records(Topic.RUN_STATUS.topicName()).get(0);
    assertThat(status.key().length() + status.value().length).isLessThan(20_000);
    define(sourceCohort());
    admitThree(SOURCE);
    assertThat(planned()).hasSize(2);
  }

  @Test
  void validDefinitionAfterABrokenOneIsCompletedThoughItSaysNothingNew() {
    // Given
    CohortDefined broken = sourceCohort();
    broken.setNetworks(0);
    define(sourceCohort());
    define(broken);

    // When
    define(sourceCohort());

    // Then
    assertThat(statuses())
        .extracting(RunStatusChanged::getState)
        .containsExactly(RunState.COMPLETED, RunState.REJECTED, RunState.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"COHORTS", "ADMITTED_SCANS", "KERNELS_HARVESTED", "PRIORS"})
  void bytesThatAreNoEventGoToTheDeadLettersAndPlanningGoesOn(Topic topic) {
    // Given
    byte[] bytes = "no avro".getBytes(UTF_8);

    // When
    pipe(topic, SOURCE, bytes);
    define(sourceCohort());
    admitThree(SOURCE);

    // Then
    TestRecord<String, byte[]> letter = records(topic.deadLetterName()).get(0);
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.CAUSE_CODE).value())
        .asString(UTF_8)
        .isEqualTo("NOT_AVRO_SINGLE_OBJECT");
    assertThat(planned()).hasSize(2);
  }

  @Test
  void requestsCarryEventHeadersAndTheirRunAsKey() {
    // When
    define(sourceCohort());
    admitThree(SOURCE);

    // Then
    TestRecord<String, byte[]> first = records(Topic.TRAINING_RUNS.topicName()).get(0);
    TrainingRequested request = EventCodec.decode(first.value(), TrainingRequested.class);
    assertThat(first.key()).isEqualTo(request.getRunId());
    assertThat(request.getCodeVersion()).isEqualTo(CODE);
    assertThat(request.getRequestedAt()).isEqualTo(NOON);
    assertThat(first.headers().lastHeader("ce_type").value())
        .asString(UTF_8)
        .isEqualTo("io.carryover.events.TrainingRequested");
  }

  @Test
  void ofManyCohortsEachIsPlannedByItsOwnScans() {
    // When
    for (int i = 0; i < 100; i++) {
      CohortDefined cohort = sourceCohort();
      cohort.setCohortId("cohort-" + i);
      define(cohort);
      admitThree(cohort.getCohortId());
    }

    // Then
    assertThat(planned()).hasSize(200);
  }

  private enum Arrival {
    DEFINITION,
    SCANS,
    HARVEST,
    PRIOR
  }

  private void send(Arrival arrival) {
    switch (arrival) {
      case DEFINITION -> define(targetCohort());
      case SCANS -> admitThree(TARGET);
      case HARVEST -> send(Topic.KERNELS_HARVESTED, SOURCE, harvest());
      case PRIOR -> send(Topic.PRIORS, "prior", prior());
    }
  }

  private void everything() {
    Stream.of(Arrival.values()).forEach(this::send);
  }

  /** The ids that the plain order gives, in a topology of its own. */
  private List<String> expectedIds() {
    try (TopologyTestDriver own = driver(CODE)) {
      TopologyTestDriver other = driver;
      driver = own;
      everything();
      List<String> ids = planned().stream().map(TrainingRequested::getRunId).toList();
      driver = other;
      return ids;
    }
  }

  private static KernelsHarvested secondNetwork() {
    KernelsHarvested second = harvest();
    second.setNetwork(1);
    second.getSnapshots().get(1).getWeights().setUri("file:///store/second");
    return second;
  }

  /** Of a cohort that demands more than the network reaches. */
  private static KernelsHarvested weak(KernelsHarvested harvest) {
    harvest.getPrior().setMinimumDsc(0.9);
    return harvest;
  }

  private void define(CohortDefined cohort) {
    send(Topic.COHORTS, cohort.getCohortId(), cohort);
  }

  private void admitThree(String cohortId) {
    send(Topic.ADMITTED_SCANS, cohortId, admitted(cohortId, "a", TRAIN));
    send(Topic.ADMITTED_SCANS, cohortId, admitted(cohortId, "b", TRAIN));
    send(Topic.ADMITTED_SCANS, cohortId, admitted(cohortId, "v", VALIDATION));
  }

  private void send(Topic topic, String key, SpecificRecord event) {
    pipe(topic, key, EventCodec.encode(event));
  }

  private void pipe(Topic topic, String key, byte[] bytes) {
    driver
        .createInputTopic(topic.topicName(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, bytes);
  }

  private List<TrainingRequested> planned() {
    return records(Topic.TRAINING_RUNS.topicName()).stream()
        .map(message -> EventCodec.decode(message.value(), TrainingRequested.class))
        .toList();
  }

  private List<String> runIds() {
    return planned().stream().map(TrainingRequested::getRunId).toList();
  }

  private List<RunStatusChanged> statuses() {
    return records(Topic.RUN_STATUS.topicName()).stream()
        .map(message -> EventCodec.decode(message.value(), RunStatusChanged.class))
        .toList();
  }

  private List<TestRecord<String, byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private TopologyTestDriver driver(String codeVersion) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    return new TopologyTestDriver(
        PlanningTopology.build(
            codeVersion, "/trainer-service/test", Clock.fixed(NOON, ZoneOffset.UTC)),
        properties);
  }

  private static Map<Method, TrainingRequested> byMethod(List<TrainingRequested> requests) {
    Map<Method, TrainingRequested> byMethod = new EnumMap<>(Method.class);
    requests.forEach(request -> byMethod.put(request.getMethod(), request));
    assertThat(byMethod).hasSameSizeAs(requests);
    return byMethod;
  }

  private static <T> Stream<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return Stream.of(List.of());
    }
    return items.stream()
        .flatMap(
            first -> {
              List<T> rest = new ArrayList<>(items);
              rest.remove(first);
              return permutations(rest)
                  .map(tail -> Stream.concat(Stream.of(first), tail.stream()).toList());
            });
  }
}
