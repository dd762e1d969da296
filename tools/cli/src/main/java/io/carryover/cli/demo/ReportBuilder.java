package io.carryover.cli.demo;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.demo.DemoReport.GateFigures;
import io.carryover.cli.demo.DemoReport.MethodScore;
import io.carryover.cli.demo.DemoReport.ScanScore;
import io.carryover.cli.demo.DemoReport.SourceCohort;
import io.carryover.cli.demo.DemoReport.TargetCohort;
import io.carryover.events.GroupReport;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.Split;
import io.carryover.events.TrainingSpec;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the report together out of what was planned, seen and measured. */
final class ReportBuilder {
  private static final double MILLIS_PER_SECOND = 1000;

  private final DemoCohorts cohorts;
  private final Journey journey;
  private final List<TestResult> results;

  ReportBuilder(DemoCohorts cohorts, Journey journey, List<TestResult> results) {
    this.cohorts = cohorts;
    this.journey = journey;
    this.results = List.copyOf(results);
  }

  /** Files that the report names. */
  record Files(Path model, Path mask, Path overview) {}

  DemoReport build(SortedMap<String, Long> counts, Files files, Duration soFar) {
    return new DemoReport(
        DemoReport.VERSION,
        source(),
        target(),
        gate(),
        counts,
        files.model().toString(),
        files.mask().toString(),
        files.overview().toString(),
        soFar.toMillis() / MILLIS_PER_SECOND);
  }

  private SourceCohort source() {
    LabelledCohort source = cohorts.source();
    TrainingSpec training = source.definition().getTraining();
    return new SourceCohort(
        source.id(),
        source.of(Split.TRAIN).size(),
        source.of(Split.VALIDATION).size(),
        shape(source),
        source.definition().getNetworks(),
        training.getEpochs() + training.getRestarts() * training.getRestartEpochs());
  }

  private TargetCohort target() {
    LabelledCohort target = cohorts.target();
    return new TargetCohort(
        target.id(),
        target.of(Split.TRAIN).size(),
        target.of(Split.VALIDATION).size(),
        results.size(),
        shape(target),
        score(Method.DWP),
        score(Method.RI),
        scansBySplit(target),
        results.stream().map(ReportBuilder::scan).toList());
  }

  private static String shape(LabelledCohort cohort) {
    PreprocessingSpec preprocessing = cohort.definition().getPreprocessing();
    return preprocessing.getShape().stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private MethodScore score(Method method) {
    Score mean = Score.mean(results.stream().map(result -> result.score(method)).toList());
    ModelExported model = journey.model(TestRequest.modelName(cohorts.target().id(), method));
    return new MethodScore(
        mean.dsc(), mean.iou(), model.getValidationDsc(), model.getEpochs(), model.getSeconds());
  }

  private static ScanScore scan(TestResult result) {
    return new ScanScore(result.scan(), result.score(Method.DWP), result.score(Method.RI));
  }

  private static SortedMap<String, List<String>> scansBySplit(LabelledCohort cohort) {
    SortedMap<String, List<String>> ids = new TreeMap<>();
    cohort
        .scans()
        .forEach(
            (split, scans) ->
                ids.put(split.name(), scans.stream().map(DecathlonCase::id).sorted().toList()));
    return ids;
  }

  private List<GateFigures> gate() {
    return journey.prior().orElseThrow().getGroups().stream().map(ReportBuilder::figures).toList();
  }

  private static GateFigures figures(GroupReport group) {
    return new GateFigures(
        group.getGroup(),
        group.getKernels(),
        group.getDropped(),
        group.getHeldOut(),
        group.getStandardDeviation(),
        group.getVaeNats(),
        group.getIndependentGaussianNats(),
        group.getFullGaussianNats());
  }
}
