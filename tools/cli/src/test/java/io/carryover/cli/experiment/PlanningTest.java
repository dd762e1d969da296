package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.People;
import io.carryover.events.CohortDefined;
import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import io.carryover.events.Split;
import io.carryover.events.TrainingSpec;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningTest {
  @TempDir private static Path folder;

  private static ExperimentPlan plan;

  @BeforeAll
  static void planTwoSplitsOfTwoSizes() throws IOException {
    Plans.writePhantoms(folder);
    plan = Planning.plan(settings(Map.of()), Instant.EPOCH);
  }

  private static ExperimentSettings settings(Map<String, String> hyperparameters) {
    return Plans.with(
        new Hyperparameters(hyperparameters),
        Plans.settings(
            folder,
            List.of(2, 3),
            List.of(Arm.of(Method.RI), Arm.of(Method.DWP), Arm.ofRiWeightDecay("0"))));
  }

  @Test
  void aCohortSaysBySizeSplitAndSeedWhatItIs() {
    assertThat(plan.targets().stream().map(target -> target.cohort().id()))
        .hasSize(2 * 2 * 2 * 2)
        .contains("target-phantom-target-n2-s1-r1", "target-phantom-target-n3-s2-r2-ri-wd0");
  }

  @Test
  void allMethodsOfASizeSplitAndSeedAreOneCohort() {
    assertThat(cohort("target-phantom-target-n2-s1-r1").definition().getMethods())
        .containsExactly(Method.RI, Method.DWP);
  }

  @Test
  void aWeightDecayOfItsOwnIsACohortOfRiAlone() {
    LabelledCohort own = cohort("target-phantom-target-n2-s1-r1-ri-wd0");

    assertThat(own.definition().getMethods()).containsExactly(Method.RI);
    assertThat(own.definition().getTraining().getWeightDecay()).isZero();
    assertThat(plan.cells().stream().map(Cell::arm)).contains("ri-wd0");
  }

  @Test
  void aSmallerTrainingSetIsPartOfALargerOne() {
    assertThat(cohort("target-phantom-target-n3-s2-r1").of(Split.TRAIN))
        .startsWith(
            cohort("target-phantom-target-n2-s2-r1").of(Split.TRAIN).toArray(DecathlonCase[]::new));
  }

  @Test
  void validationAndTestScansAreThoseOfTheSplit() {
    LabelledCohort small = cohort("target-phantom-target-n2-s2-r1");
    LabelledCohort large = cohort("target-phantom-target-n3-s2-r2");

    assertThat(small.of(Split.VALIDATION)).isEqualTo(large.of(Split.VALIDATION)).hasSize(1);
    assertThat(small.of(Split.TEST)).isEqualTo(large.of(Split.TEST)).hasSize(2);
  }

  @Test
  void nobodyIsInTwoSplitsOfACohort() {
    assertThat(plan.cohorts())
        .allSatisfy(
            cohort -> {
              List<String> people = new ArrayList<>();
              cohort.scans().values().forEach(scans -> people.addAll(people(scans)));
              assertThat(people).doesNotHaveDuplicates();
            });
  }

  @Test
  void nobodyOfTheTargetsFolderIsInTheSource() {
    Set<String> source =
        plan.source().scans().values().stream()
            .flatMap(scans -> people(scans).stream())
            .collect(Collectors.toSet());

    assertThat(source).containsExactlyInAnyOrder("13", "14", "15", "16");
  }

  @Test
  void aSourceOfTheSamePeopleOnlyIsRefused() {
    ExperimentSettings both = settings(Map.of());
    ExperimentSettings same =
        new ExperimentSettings(
            both.target(),
            both.target(),
            both.sizes(),
            both.arms(),
            1,
            1,
            1,
            2,
            TestDeal.ANEW,
            Set.of(),
            Judged.ON_TEST_SCANS,
            both.hyperparameters(),
            Map.of(),
            1,
            both.out());

    assertThatThrownBy(() -> Planning.plan(same, Instant.EPOCH))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("leaves 0 of 12 scans");
  }

  @Test
  void othersAreTestedOnInEachSplitUnlessTheSameAreAskedFor() throws IOException {
    ExperimentPlan same =
        Planning.plan(Plans.with(TestDeal.SAME, Plans.settings(folder)), Instant.EPOCH);

    assertThat(plan.areTestScansTheSame()).isFalse();
    assertThat(same.areTestScansTheSame()).isTrue();
    assertThat(
            same.targets().stream().map(target -> target.cohort().of(Split.VALIDATION)).distinct())
        .hasSize(2);
  }

  @Test
  void allArmsOfASizeHaveTheSameGradientStepsScansAndSeeds() {
    for (int size : plan.sizes()) {
      List<PlannedCohort> cohorts =
          plan.targets().stream()
              .filter(target -> target.cohort().of(Split.TRAIN).size() == size)
              .toList();
      assertThat(cohorts.stream().map(PlanningTest::schedule).distinct()).hasSize(1);
      for (Cell cell : plan.cells("dwp", size)) {
        LabelledCohort dwp = plan.cohortOf(cell);
        LabelledCohort own = cohort(cell.cohortId() + "-ri-wd0");
        assertThat(own.scans()).isEqualTo(dwp.scans());
        assertThat(own.definition().getTraining().getSeed())
            .isEqualTo(dwp.definition().getTraining().getSeed());
      }
    }
  }

  /** Everything that decides how many steps of which rate there are. */
  private static List<Object> schedule(PlannedCohort target) {
    TrainingSpec training = target.cohort().definition().getTraining();
    return List.of(
        training.getEpochs(),
        training.getBatchSize(),
        training.getLearningRate(),
        training.getPatience(),
        training.getFactor(),
        training.getMinLearningRate());
  }

  @Test
  void aShuffledControlIsFittedOnlyWhereAnArmHasIt() throws IOException {
    ExperimentPlan shuffled =
        Planning.plan(
            Plans.settings(
                folder, List.of(2), List.of(Arm.of(Method.RI), Arm.ofControl(PriorKind.SHUFFLED))),
            Instant.EPOCH);
    LabelledCohort own = shuffled.targets().get(1).cohort();

    assertThat(plan.source().definition().getPrior().getShuffledControl()).isFalse();
    assertThat(shuffled.source().definition().getPrior().getShuffledControl()).isTrue();
    assertThat(own.id()).isEqualTo("target-phantom-target-n2-s1-r1-dwp-shuffled");
    assertThat(own.definition().getTraining().getPriorKind()).isEqualTo(PriorKind.SHUFFLED);
    assertThat(own.definition().getMethods()).containsExactly(Method.DWP);
  }

  @Test
  void aValueOutOfItsRangeIsRefusedWithItsArm() {
    Arm broken = new ArmConverter().convert("ri-f=ri,factor=2");

    assertThatThrownBy(
            () -> Planning.plan(Plans.settings(folder, List.of(2), List.of(broken)), Instant.EPOCH))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("arm ri-f=ri,factor=2")
        .hasMessageContaining("training.factor is between 0 and 1, not 2.0");
  }

  @Test
  void aSearchReadsNoTestScan(@TempDir Path copy) throws IOException {
    // Given
    Plans.writePhantoms(copy);
    ExperimentSettings searched = Plans.with(Judged.ON_VALIDATION_SCANS, Plans.settings(copy));
    List<String> setAside = Planning.plan(searched, Instant.EPOCH).setAside();
    for (String scan : setAside) {
      Files.writeString(copy.resolve("target/imagesTr/" + scan + ".nii.gz"), "no image");
      Files.writeString(copy.resolve("target/labelsTr/" + scan + ".nii.gz"), "no label");
    }

    // When
    ExperimentPlan search = Planning.plan(searched, Instant.EPOCH);
    new PlanFile(copy.resolve("plan.json")).keep(search);

    // Then
    assertThat(search.cohorts().flatMap(cohort -> cohort.of(Split.TEST).stream())).isEmpty();
    assertThat(setAside).hasSize(2);
    assertThat(
            search.targets().stream()
                .flatMap(target -> target.cohort().scans().values().stream())
                .flatMap(List::stream)
                .map(DecathlonCase::id))
        .doesNotContainAnyElementsOf(setAside);
  }

  @Test
  void whoIsSetAsideInASearchIsTestedOnAfterIt() throws IOException {
    ExperimentSettings settings = Plans.settings(folder);
    ExperimentPlan search =
        Planning.plan(Plans.with(Judged.ON_VALIDATION_SCANS, settings), Instant.EPOCH);
    ExperimentPlan measured = Planning.plan(Plans.with(TestDeal.SAME, settings), Instant.EPOCH);

    assertThat(measured.targets())
        .allSatisfy(
            target ->
                assertThat(target.cohort().of(Split.TEST))
                    .extracting(DecathlonCase::id)
                    .containsExactlyInAnyOrderElementsOf(search.setAside()));
  }

  private static Set<String> people(List<DecathlonCase> scans) {
    return People.byFileName().on(scans);
  }

  @Test
  void whoIsTestedOnMayBeNamedByEitherOfTwoNumbers() throws IOException {
    // Given scans 3 and 7 are of one person
    ExperimentSettings settings =
        Plans.withTestPeople(Set.of("7", "9"), Map.of("3", "7"), Plans.settings(folder));

    // When
    ExperimentPlan named = Planning.plan(settings, Instant.EPOCH);

    // Then
    assertThat(named.targets())
        .allSatisfy(
            target ->
                assertThat(target.cohort().of(Split.TEST))
                    .isNotEmpty()
                    .extracting(DecathlonCase::id)
                    .isSubsetOf("scan_3", "scan_7", "scan_9"));
  }

  @Test
  void theSameSettingsPlanTheSame() throws IOException {
    assertThat(Planning.plan(settings(Map.of()), Instant.EPOCH)).isEqualTo(plan);
  }

  @Test
  void aPatchIsSetByNameAndTheShapeThenHoldsEveryScan() throws IOException {
    // Given phantoms of 16x16x16 and a patch that is longer than they are
    Map<String, String> patches =
        Map.of("source.training.patch", "[16,16,16]", "target.training.patch", "[16, 24, 16]");
    // When
    ExperimentPlan patched = Planning.plan(settings(patches), Instant.EPOCH);
    // Then
    assertThat(patched.source().definition().getTraining().getPatch()).containsExactly(16, 16, 16);
    assertThat(patched.source().definition().getPreprocessing().getShape())
        .containsExactly(16, 16, 16);
    assertThat(patched.targets())
        .allSatisfy(
            target -> {
              CohortDefined definition = target.cohort().definition();
              assertThat(definition.getTraining().getPatch()).containsExactly(16, 24, 16);
              assertThat(definition.getPreprocessing().getShape()).containsExactly(16, 24, 16);
            });
  }

  @Test
  void anUnknownSettingIsRefused() {
    assertThatThrownBy(
            () -> Planning.plan(settings(Map.of("target.training.epoch", "7")), Instant.EPOCH))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("epoch");
    assertThatThrownBy(() -> settings(Map.of("training.epochs", "7")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("target.training.klWeight=1e-3");
  }

  private static LabelledCohort cohort(String id) {
    return plan.cohorts().filter(cohort -> cohort.id().equals(id)).findFirst().orElseThrow();
  }
}
