package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan that is kept takes more, and loses nothing. */
class PlanGrowthTest {
  private static final Arm RI = Arm.of(Method.RI);
  private static final Arm DWP = Arm.of(Method.DWP);

  @TempDir private static Path folder;
  @TempDir private Path out;

  private Path file;

  @BeforeAll
  static void writePhantoms() throws IOException {
    Plans.writePhantoms(folder);
  }

  @BeforeEach
  void keepAPlan() throws IOException {
    file = out.resolve("plan.json");
    keep(small());
  }

  private static ExperimentSettings small() {
    return Plans.withSplits(1, Plans.settings(folder, List.of(3), List.of(RI)));
  }

  private void keep(ExperimentSettings settings) throws IOException {
    new PlanFile(file).keep(Planning.plan(settings, Instant.now()));
  }

  @Test
  void theSamePlanLaterIsTheSame() throws IOException {
    String before = Files.readString(file);

    keep(small());

    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void growsByMethodsArmsSizesAndSplits() throws IOException {
    ExperimentSettings grown =
        Plans.settings(
            folder,
            List.of(2, 3, 6),
            List.of(RI, DWP, Arm.ofRiWeightDecay("0"), Arm.ofControl(PriorKind.GAUSSIAN)));

    keep(grown);

    assertThat(Files.readString(file))
        .contains("\"RI\", \"DWP\"", "n6-s2-r2-dwp-gaussian", "n2-s1-r1-ri-wd0");
  }

  @Test
  void aPersonKeepsTheirNumberWhenTheSplitsBecomeMore() throws IOException {
    TestPeople before = Planning.plan(small(), Instant.EPOCH).people();
    TestPeople after = Planning.plan(Plans.withSplits(3, small()), Instant.EPOCH).people();

    assertThat(after.byScan()).containsAllEntriesOf(before.byScan());
    assertThat(after.byScan().size()).isGreaterThan(before.byScan().size());
  }

  @Test
  void anotherPersonOnATestScanIsRefused() throws IOException {
    String scan = Planning.plan(small(), Instant.EPOCH).people().byScan().firstKey();
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"%s\" : [0-9]+".formatted(scan), "\"%s\" : 77".formatted(scan)));

    assertThatThrownBy(() -> keep(small()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("personOnTestScan.%s is 77, now it would be".formatted(scan));
  }

  static Stream<Named> changes() {
    ExperimentSettings small = small();
    return Stream.of(
        new Named(
            Plans.with(new Hyperparameters(Map.of("target.training.epochs", "7")), small),
            "definition.training.epochs is 300, now it would be 7"),
        new Named(
            Plans.with(new Hyperparameters(Map.of("source.networks", "3")), small),
            "cohort source-phantom-source: definition.networks is 2, now it would be 3"),
        new Named(
            Plans.settings(folder, List.of(3), List.of(RI, Arm.ofControl(PriorKind.SHUFFLED))),
            "definition.prior.shuffledControl is false, now it would be true"),
        new Named(Plans.settings(folder, List.of(3), List.of(DWP)), "has method \"RI\""),
        new Named(Plans.settings(folder, List.of(2), List.of(RI)), "n3-s1-r1, which these options"),
        new Named(Plans.with(Judged.ON_VALIDATION_SCANS, small), "judged is \"ON_TEST_SCANS\""));
  }

  private record Named(ExperimentSettings settings, String difference) {}

  @ParameterizedTest
  @MethodSource("changes")
  void anyOtherChangeIsRefusedWithWhatDiffers(Named change) throws IOException {
    String before = Files.readString(file);

    assertThatThrownBy(() -> keep(change.settings()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(change.difference())
        .hasMessageContaining("--out");
    assertThat(Files.readString(file)).isEqualTo(before);
  }
}
