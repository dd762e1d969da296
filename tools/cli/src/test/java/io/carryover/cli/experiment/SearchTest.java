package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.ArtifactRef;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.events.TrainingSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arms compared by validation DSC alone. */
class SearchTest {
  @TempDir private static Path folder;

  private static ExperimentPlan plan;

  private Ledger ledger;

  @BeforeAll
  static void planASearch() throws IOException {
    Plans.writePhantoms(folder);
    List<Arm> arms =
        List.of(Arm.of(Method.DWP), new ArmConverter().convert("dwp-kl=dwp,klWeight=1e-2"));
    ExperimentSettings settings = Plans.settings(folder, List.of(2), arms);
    plan = Planning.plan(Plans.with(Judged.ON_VALIDATION_SCANS, settings), Instant.EPOCH);
  }

  @BeforeEach
  void seeModels() {
    ledger = new Ledger(plan);
    see("dwp", 1, 1, 0.5, 10);
    see("dwp", 2, 1, 0.7, 20);
    see("dwp-kl", 1, 1, 0.6, 10);
    see("dwp-kl", 2, 1, 0.9, 10);
    see("dwp-kl", 2, 2, 0.3, 10);
  }

  private void see(String arm, int split, int seed, double dsc, int epochs) {
    Cell cell =
        plan.cells(arm, 2).stream()
            .filter(one -> one.split() == split && one.seed() == seed)
            .findFirst()
            .orElseThrow();
    ArtifactRef file = new ArtifactRef("file:///m", "ab", 1L);
    ModelExported model =
        ModelExported.newBuilder()
            .setModel(cell.model())
            .setRunId("run")
            .setCohortId(cell.cohortId())
            .setMethod(cell.method())
            .setOnnx(file)
            .setWeights(file)
            .setValidationDsc(dsc)
            .setEpochs(epochs)
            .setSeconds(1.0)
            .setManifestSha256("")
            .setCodeVersion("1")
            .setExportedAt(Instant.EPOCH)
            .build();
    ledger.on(new TopicEvent(Topic.MODELS, cell.model(), model));
  }

  private String report() {
    Comparison nothing = new Comparison(List.of(), plan.people()::on, 1);
    return new ExperimentReport(plan, ledger, nothing, List.of(), List.of(), Map.of()).text();
  }

  @Test
  void theReportHasMeansAndDifferencesOfPairs() {
    assertThat(report())
        .contains("5 of 8 trainings have figures")
        .contains("| arm | 2 scans |\n| --- | --- |\n| dwp | 0.600 (0.141) |")
        .contains("| dwp-kl | 0.600 (0.300) |")
        .contains("## Difference to dwp in validation DSC")
        .contains("| dwp-kl | +0.150 (0.071), 2 |");
  }

  @Test
  void theReportSaysThatNoTestScanIsReadAndThatFiguresAreTooHigh() {
    assertThat(report())
        .contains("test scan is read")
        .contains("these figures are too high, for all arms alike")
        .doesNotContain("table 3");
  }

  @Test
  void theReportHasEpochsRunAndSettingsOfItsOwn() {
    assertThat(report())
        .contains("| scans | DWP | DWP, kl |\n|---|---|---|\n| 2 | 15 (7) | 10 (0) |")
        .contains("Settings other than those of dwp:\n\n- dwp-kl: klWeight 0.01 in place of 1.0");
  }

  @Test
  void theTableHasARowForEachModelWithTheSettingsOfItsOwnArm() {
    List<String> lines = SearchTable.text(plan, ledger).lines().toList();
    List<String> header = List.of(lines.get(0).split(",", -1));
    int klWeight = header.indexOf("training.klWeight");

    assertThat(header)
        .startsWith("method", "size", "split", "seed")
        .contains("validation_dsc", "training.patch", "training.priorKind");
    assertThat(lines).hasSize(1 + 5);
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)))
        .allSatisfy(
            cells -> assertThat(cells[klWeight]).isEqualTo(cells[0].equals("dwp") ? "1.0" : "0.01"))
        .allSatisfy(cells -> assertThat(cells).hasSize(header.size()));
  }

  @Test
  void sidesOfAPatchAreOneCell() {
    TrainingSpec training =
        TrainingSpec.newBuilder(plan.targets().get(0).cohort().definition().getTraining())
            .setPatch(List.of(16, 8, 16))
            .setKernelWeightDecay(null)
            .build();
    Cell cell = plan.cells().get(0);

    assertThat(ModelFacts.of(ledger.model(cell).orElseThrow(), training))
        .containsEntry("training.patch", "16x8x16")
        .containsEntry("training.kernelWeightDecay", "");
  }

  @Test
  void aColumnThatARowLacksIsEmptyInIt() {
    assertThat(CsvText.of(List.of(Map.of("a", "1"), Map.of("b", "2")))).isEqualTo("a,b\n1,\n,2\n");
    assertThat(CsvText.of(List.of())).isEmpty();
  }
}
