package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.evidence.LossCurve;
import io.carryover.cli.evidence.Measurement;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.scan.ScanFolder;
import io.carryover.events.ArtifactRef;
import io.carryover.events.EpochCompleted;
import io.carryover.events.GroupReport;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report says of an experiment of RI, RI without weight decay and DWP. */
class ExperimentReportTest {
  private static final String PERSON = "Jane-Doe-1970";

  @TempDir private static Path folder;

  private static ExperimentPlan plan;

  private Ledger ledger;
  private List<Measurement> measurements;

  @BeforeAll
  static void planThreeArms() throws IOException {
    Plans.writePhantoms(folder);
    List<String> subjects = new ArrayList<>(List.of("scan,person"));
    for (int scan = 1; scan <= Plans.SCANS; scan++) {
      subjects.add("scan_%d,%s-%d".formatted(scan, PERSON, scan));
    }
    Files.write(folder.resolve("target/subjects.csv"), subjects);
    List<Arm> arms = List.of(Arm.of(Method.RI), Arm.of(Method.DWP), Arm.ofRiWeightDecay("0"));
    plan = Planning.plan(Plans.settings(folder, List.of(2), arms), Instant.EPOCH);
  }

  @BeforeEach
  void knowNothing() {
    ledger = new Ledger(plan);
    measurements = new ArrayList<>();
  }

  @Test
  void theDifferencesFollowThePapersFiguresAndAreToPlainRi() {
    plan.cells().forEach(cell -> measured(cell, cell.arm().equals("dwp") ? 0.6 : 0.5));

    assertThat(report())
        .containsSubsequence(
            "The paper's own figures",
            "## Paired differences to RI",
            "| 2 | DWP | 8 |",
            "| +0.100 | +0.100 to +0.100 |",
            "### DSC, difference to RI, split 2",
            "## Pictures");
  }

  @Test
  void theBestRiIsThatOfTheBestValidationDscWhateverTheTestScansSay() {
    // Given RI without weight decay is better to validate on, and worse to test on
    plan.cells().forEach(cell -> measured(cell, cell.arm().equals("ri-wd0") ? 0.3 : 0.5));
    plan.cells().forEach(cell -> exported(cell, cell.arm().equals("ri-wd0") ? 0.7 : 0.6));

    // Then
    assertThat(BestRi.of(plan, ledger).at(2)).contains("ri-wd0");
    assertThat(report())
        .contains("no test scan had a say")
        .contains(
            "| scans | RI | RI, wd0 | best |\n|---|---|---|---|\n| 2 | 0.600 | 0.700 | RI, wd0 |")
        .contains("### DSC, difference to best RI, all splits")
        .contains("| 2 | RI | 8 |");
  }

  @Test
  void theBestRiIsChosenOverTheSameScansForAllArms() {
    // Given the first site has both arms, with RI ahead; another has RI without decay alone
    List<Cell> ri = plan.cells().stream().filter(cell -> cell.arm().startsWith("ri")).toList();
    ri.stream().filter(ri.get(0)::isOfSameSite).forEach(cell -> exported(cell, dsc(cell)));
    ri.stream()
        .filter(cell -> cell.arm().equals("ri-wd0") && cell.split() == 2)
        .forEach(cell -> exported(cell, 0.9));

    assertThat(BestRi.of(plan, ledger).at(2)).contains("ri");
  }

  private static double dsc(Cell cell) {
    return cell.arm().equals("ri") ? 0.6 : 0.5;
  }

  @Test
  void withoutModelsThereIsNoBestRiYet() {
    assertThat(BestRi.of(plan, ledger).at(2)).isEmpty();
    assertThat(report()).contains("| 2 | - | - | not chosen yet |");
  }

  @Test
  void nobodyIsNamedInThePlanNorInTheReport() throws IOException {
    plan.cells().forEach(cell -> measured(cell, 0.5));
    Path file = folder.resolve("people/plan.json");
    Files.createDirectories(file.getParent());
    new PlanFile(file).keep(plan);

    assertThat(Files.readString(file)).contains("\"personOnTestScan\"").doesNotContain(PERSON);
    assertThat(report()).contains("| people |").doesNotContain(PERSON);
  }

  @Test
  void scansOfOnePersonHaveOneNumber() throws IOException {
    Files.writeString(
        folder.resolve("target/subjects.csv"), "scan,person\nscan_3,same\nscan_11,same\n");
    TestPeople people =
        TestPeople.of(ScanFolder.read(folder.resolve("target"), Map.of()), List.of(allTested()));

    assertThat(people.on("scan_3")).isEqualTo(people.on("scan_11"));
    assertThat(people.on("scan_4")).isNotEqualTo(people.on("scan_5"));
    assertThat(people.byScan()).hasSize(Plans.SCANS).containsEntry("scan_1", 1);
  }

  private static SortedMap<Split, List<DecathlonCase>> allTested() {
    return new TreeMap<>(
        Map.of(Split.TEST, DecathlonFolder.read(folder.resolve("target")).cases()));
  }

  @Test
  void aPictureThatIsLeftOutSaysWhy() {
    String report =
        report(
            List.of(
                new Illustration.Drawn("DSC", "pictures/dsc.png", "Means."),
                new Illustration.LeftOut("Kernels", "no prior has passed its gate")));

    assertThat(report)
        .contains("### DSC\n\nMeans.\n\n![DSC](pictures/dsc.png)\n")
        .contains("### Kernels\n\nLeft out: no prior has passed its gate.\n");
  }

  @Test
  void aCurveNeedsEveryEpochAndCountsARepeatedOneOnce() {
    // Given
    Cell whole = plan.cells().get(0);
    Cell cut = plan.cells().get(1);
    exported(whole, 0.5);
    exported(cut, 0.5);
    epoch(whole, 1, 0.9);
    epoch(whole, 2, 0.8);
    epoch(whole, 2, 0.7);
    epoch(cut, 2, 0.5);

    // Then
    assertThat(new LossCurves(plan, ledger).of(2))
        .containsExactly(
            new LossCurve(whole.arm(), whole.toString(), List.of(0.9, 0.7), List.of(0.9, 0.7)));
  }

  @Test
  void theGateShowsTheControlWhereOneWasFitted() {
    see(
        Topic.PRIORS,
        PriorFitted.newBuilder()
            .setPriorId("prior")
            .setSourceCohortId(plan.source().id())
            .setManifestSha256("")
            .setPrior(new ArtifactRef("file:///p", "ab", 1L))
            .setGroups(
                List.of(
                    new GroupReport(1, 100, 2, 10, 0.05, 30.5, 38.5, 33.5, 36.25),
                    new GroupReport(2, 200, 2, 20, 0.05, 20.5, 38.5, 33.5, null)))
            .setRunIds(List.of())
            .setCodeVersion("1")
            .setSeconds(1.0)
            .setFittedAt(Instant.EPOCH)
            .build());

    assertThat(report())
        .contains("| 1 | 100 | 30.5 | 38.5 | 33.5 | 36.3 |\n| 2 | 200 | 20.5 | 38.5 | 33.5 | - |");
  }

  private String report() {
    return report(List.of());
  }

  private String report(List<Illustration> illustrations) {
    Comparison comparison = new Comparison(measurements, plan.people()::on, 1);
    return new ExperimentReport(plan, ledger, comparison, List.of(), illustrations, Map.of())
        .text();
  }

  private void measured(Cell cell, double dsc) {
    plan.cohortOf(cell)
        .of(Split.TEST)
        .forEach(
            scan ->
                measurements.add(cell.measured(new ScanScore(scan.id(), dsc, dsc / 2, Map.of()))));
  }

  private void exported(Cell cell, double validationDsc) {
    ArtifactRef file = new ArtifactRef("file:///m", "ab", 1L);
    see(
        Topic.MODELS,
        ModelExported.newBuilder()
            .setModel(cell.model())
            .setRunId("run of " + cell)
            .setCohortId(cell.cohortId())
            .setMethod(cell.method())
            .setOnnx(file)
            .setWeights(file)
            .setValidationDsc(validationDsc)
            .setEpochs(2)
            .setSeconds(1.0)
            .setManifestSha256("")
            .setCodeVersion("1")
            .setExportedAt(Instant.EPOCH)
            .build());
  }

  private void epoch(Cell cell, int number, double loss) {
    see(
        Topic.RUN_PROGRESS,
        EpochCompleted.newBuilder()
            .setRunId("run of " + cell)
            .setCohortId(cell.cohortId())
            .setStage(cell.arm())
            .setEpoch(number)
            .setEpochs(2)
            .setTrainLoss(loss)
            .setValidationLoss(loss)
            .setLearningRate(1e-3)
            .setSeconds(1.0)
            .setCompletedAt(Instant.EPOCH)
            .build());
  }

  private void see(Topic topic, SpecificRecord event) {
    assertThat(ledger.on(new TopicEvent(topic, "", event))).isTrue();
  }
}
