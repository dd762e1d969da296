package io.carryover.cli.demo;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.events.Split;
import io.carryover.events.TrainingSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the demo says to people. */
final class DemoText {

  private DemoText() {}

  /** A cohort in one line. */
  static String cohort(LabelledCohort cohort) {
    TrainingSpec training = cohort.definition().getTraining();
    String restart =
        training.getRestarts() == 0
            ? ""
            : " + %d after a restart".formatted(training.getRestartEpochs());
    return "cohort %s: %d train, %d validation, %d test scans, shape %s, %d epochs%s"
        .formatted(
            cohort.id(),
            cohort.of(Split.TRAIN).size(),
            cohort.of(Split.VALIDATION).size(),
            cohort.of(Split.TEST).size(),
            cohort.definition().getPreprocessing().getShape().stream()
                .map(String::valueOf)
                .collect(Collectors.joining("x")),
            training.getEpochs(),
            restart);
  }

  static String title(DemoCohorts cohorts) {
    return "%s, learnt from %d scans with the prior of %s"
        .formatted(
            cohorts.target().definition().getForeground().getName(),
            cohorts.target().of(Split.TRAIN).size(),
            cohorts.source().id());
  }

  static String subtitle() {
    return "test scans of other people; axial, patient's right on the left; green outline: truth";
  }

  /** The report for people. */
  static String summary(DemoReport report, Path out) {
    return Stream.of(
            Stream.of(
                "", title(report), "", "  test scan                DWP DSC    IoU   RI DSC    IoU"),
            report.target().scans().stream().map(DemoText::row),
            Stream.of(
                means(report), "", "  prior gate, nats per held-out kernel (lower is better)"),
            Stream.of("  group  kernels     VAE   independent Gaussian   full Gaussian"),
            report.priorGate().stream().map(DemoText::row),
            Stream.of("", "  events by topic"),
            report.eventsByTopic().entrySet().stream()
                .map(count -> "  %-24s %6d".formatted(count.getKey(), count.getValue())),
            Stream.of(
                "",
                "  report    " + out.resolve("report.json"),
                "  model     " + report.model(),
                "  mask      " + report.mask(),
                "  overview  " + report.overview(),
                format("  %.0f s in all", report.seconds())))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String title(DemoReport report) {
    return "%s: %d training scans, %d test scans of other people"
        .formatted(
            report.target().cohort(), report.target().trainScans(), report.target().testScans());
  }

  private static String row(DemoReport.ScanScore scan) {
    return row(scan.scan(), scan.dwp(), scan.ri());
  }

  private static String means(DemoReport report) {
    DemoReport.MethodScore dwp = report.target().dwp();
    DemoReport.MethodScore ri = report.target().ri();
    return row("mean", new Score(dwp.dsc(), dwp.iou()), new Score(ri.dsc(), ri.iou()));
  }

  private static String row(String name, Score dwp, Score ri) {
    return format(
        "  %-24s %7.3f %6.3f  %7.3f %6.3f", name, dwp.dsc(), dwp.iou(), ri.dsc(), ri.iou());
  }

  private static String row(DemoReport.GateFigures group) {
    return format(
        "  %5d  %7d  %6.1f  %21.1f  %14.1f",
        group.group(),
        group.kernels(),
        group.vaeNats(),
        group.independentGaussianNats(),
        group.fullGaussianNats());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
