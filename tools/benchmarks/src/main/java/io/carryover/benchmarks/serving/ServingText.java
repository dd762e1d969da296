package io.carryover.benchmarks.serving;

import io.carryover.benchmarks.measure.Quartiles;
import java.util.Locale;

/** Figures for people, as Markdown. */
final class ServingText {

  private ServingText() {}

  static String of(ServingFigures figures) {
    return """
        # Speed of serving

        %s, %d cores, %d threads; Java %s; PyTorch: %s.
        %d rounds, patch %s, overlap %s, seed %d.

        | median seconds (quartiles) | one patch | scan of %s, %d patches |
        |---|---|---|
        | service | %s | %s |
        | plain graph alone | %s | %s |
        | PyTorch, eager | %s | %s |

        - service to plain graph: %s (patch), %s (scan)
        - service to PyTorch: %s (patch), %s (scan)
        - %.0f voxels a second; before and after the network: %.1f %% of the scan's time
        - most memory: %.0f MiB for %s, %.0f MiB for %s; growth %.0f MiB, of input and output %.0f MiB
        """
        .formatted(
            figures.machine().cpuModel(),
            figures.machine().cores(),
            figures.machine().threads(),
            figures.machine().java(),
            figures.skipped() == null ? figures.machine().torch() : "SKIPPED, " + figures.skipped(),
            figures.settings().rounds(),
            figures.settings().patch(),
            figures.settings().overlap(),
            figures.settings().seed(),
            figures.settings().volume(),
            figures.volume().patches(),
            seconds(figures.patch().service()),
            seconds(figures.volume().service()),
            seconds(figures.patch().plainOrt()),
            seconds(figures.volume().plainOrt()),
            seconds(figures.patch().pyTorch()),
            seconds(figures.volume().pyTorch()),
            ratio(figures.patch().service(), figures.patch().plainOrt()),
            ratio(figures.volume().service(), figures.volume().plainOrt()),
            ratio(figures.patch().service(), figures.patch().pyTorch()),
            ratio(figures.volume().service(), figures.volume().pyTorch()),
            figures.volume().voxelsPerSecond(),
            100 * figures.volume().shareAround(),
            figures.peakMiB().shorter(),
            figures.settings().shorter(),
            figures.peakMiB().longer(),
            figures.settings().longer(),
            figures.peakMiB().growth(),
            figures.peakMiB().growthOfInputAndOutput());
  }

  private static String seconds(Quartiles quartiles) {
    return quartiles == null
        ? "not measured"
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f)",
            quartiles.median(),
            quartiles.lowerQuartile(),
            quartiles.upperQuartile());
  }

  private static String ratio(Quartiles service, Quartiles other) {
    return other == null
        ? "not measured"
        : String.format(Locale.ROOT, "%.3f", service.median() / other.median());
  }
}
