package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.People;
import io.carryover.events.CohortDefined;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
    return Plans.settings(folder, List.of(2, 3), List.of("0"), hyperparameters);
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
  void whoIsValidatedOrTestedOnInAnySplitIsNotInTheSource() {
    Set<String> unseen = new HashSet<>();
    for (PlannedCohort target : plan.targets()) {
      unseen.addAll(people(target.cohort().of(Split.VALIDATION)));
      unseen.addAll(people(target.cohort().of(Split.TEST)));
    }
    Set<String> source =
        plan.source().scans().values().stream()
            .flatMap(scans -> people(scans).stream())
            .collect(Collectors.toSet());

    assertThat(source).isNotEmpty().doesNotContainAnyElementsOf(unseen);
    assertThat(source.size()).isLessThan(Plans.SCANS);
  }

  private static Set<String> people(List<DecathlonCase> scans) {
    return People.byFileName().on(scans);
  }

  @Test
  void theSameSettingsPlanTheSame() throws IOException {
    assertThat(Planning.plan(settings(Map.of()), Instant.EPOCH)).isEqualTo(plan);
  }

  @Test
  void anotherPlanForTheSameFolderIsRefusedWithWhatDiffers() throws IOException {
    PlanFile file = new PlanFile(folder.resolve("plan.json"));
    file.keep(plan);
    ExperimentPlan later = Planning.plan(settings(Map.of()), Instant.EPOCH.plusSeconds(1));
    ExperimentPlan other =
        Planning.plan(settings(Map.of("target.training.epochs", "7")), Instant.EPOCH);

    file.keep(later);
    assertThatThrownBy(() -> file.keep(other))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("\"epochs\" : 300")
        .hasMessageContaining("\"epochs\" : 7")
        .hasMessageContaining("--out");
    assertThat(Files.readString(folder.resolve("plan.json"))).contains("n3-s2-r2");
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
