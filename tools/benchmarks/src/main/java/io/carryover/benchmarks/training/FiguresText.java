package io.carryover.benchmarks.training;

import io.carryover.benchmarks.measure.Quartiles;
import java.util.Locale;

/** Figures for people, as Markdown. */
final class FiguresText {

  private FiguresText() {}

  static String of(TrainingFigures figures) {
    return """
        # Speed of training

        %s, %d cores, %d threads; %s, Java %s; PyTorch in Python: %s.
        Batch %d of %s, %d steps of each in %d rounds, seed %d, %s kernels per DWP step.

        | seconds per step | lower quartile | median | upper quartile |
        |---|---|---|---|
        %s%s%s
        - RI to PyTorch: %s
        - DWP to RI: %s
        - resident memory over %d steps: %.0f MiB at first, %.0f MiB at last, %s (%s)
        """
        .formatted(
            figures.machine().cpuModel(),
            figures.machine().cores(),
            figures.machine().threads(),
            figures.machine().engine(),
            figures.machine().java(),
            torch(figures),
            figures.settings().batch(),
            figures.settings().shape(),
            figures.settings().steps(),
            figures.settings().rounds(),
            figures.settings().seed(),
            kernels(figures.settings().kernelsPerStep()),
            row("RI", figures.ri()),
            row("DWP", figures.dwp()),
            figures.pyTorch() == null ? "" : row("PyTorch RI", figures.pyTorch()),
            figures.ratioToPyTorch() == null ? "not measured" : ratio(figures.ratioToPyTorch()),
            ratio(figures.dwpToRi()),
            figures.memory().steps(),
            figures.memory().firstMiB(),
            figures.memory().lastMiB(),
            verdict(figures.memoryFlat()),
            figures.memory().rule());
  }

  private static String torch(TrainingFigures figures) {
    return figures.skipped() == null ? figures.machine().torch() : "SKIPPED, " + figures.skipped();
  }

  private static String kernels(int perStep) {
    return perStep == 0 ? "all" : Integer.toString(perStep);
  }

  private static String row(String name, Quartiles seconds) {
    return String.format(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %.4f |%n",
        name,
        seconds.lowerQuartile(),
        seconds.median(),
        seconds.upperQuartile());
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }

  private static String verdict(Boolean flat) {
    if (flat == null) {
      return "not judged";
    }
    return flat ? "flat" : "NOT flat";
  }
}
