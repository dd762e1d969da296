package io.carryover.cli.demo;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.overview.OverviewRenderer;
import io.carryover.cli.overview.OverviewRow;
import io.carryover.cli.overview.OverviewRow.Prediction;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.store.ArtifactStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import javax.imageio.ImageIO;

/** Measures the served masks and writes what the demo leaves behind in its folder. */
final class DemoOutput {
  private final Path out;
  private final DemoCohorts cohorts;
  private final Journey journey;
  private final ArtifactStore store;
  private final ServedMasks masks;

  DemoOutput(Path out, DemoCohorts cohorts, Journey journey, ArtifactStore store) {
    this.out = out;
    this.cohorts = cohorts;
    this.journey = journey;
    this.store = store;
    this.masks = new ServedMasks(store, out.resolve("masks"), journey.segmented());
  }

  /** The measured test scans; each mask is copied to {@code masks/}. */
  List<TestResult> measure() throws IOException {
    LabelledCohort target = cohorts.target();
    Set<Integer> labels = new HashSet<>(target.definition().getForeground().getLabelValues());
    List<TestResult> results = new ArrayList<>();
    for (DecathlonCase scan : target.of(Split.TEST)) {
      results.add(masks.of(target.id(), scan, labels));
    }
    return results;
  }

  /** Writes {@code model.onnx}, {@code overview.png} and, last, {@code report.json}. */
  DemoReport write(List<TestResult> results, SortedMap<String, Long> counts, Duration soFar)
      throws IOException {
    Path model = copyModel();
    Path overview = drawOverview(results);
    DemoReport report =
        new ReportBuilder(cohorts, journey, results)
            .build(counts, new ReportBuilder.Files(model, firstMask(), overview), soFar);
    report.write(out.resolve("report.json"));
    return report;
  }

  private Path copyModel() throws IOException {
    String name = TestRequest.modelName(cohorts.target().id(), Method.DWP);
    Path stored = store.fetch(journey.model(name).getOnnx());
    return Files.copy(stored, out.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path firstMask() {
    DecathlonCase scan = cohorts.target().of(Split.TEST).get(0);
    return masks.file(new TestRequest(cohorts.target().id(), scan, Method.DWP));
  }

  private Path drawOverview(List<TestResult> results) throws IOException {
    BufferedImage picture =
        OverviewRenderer.render(
            DemoText.title(cohorts),
            DemoText.subtitle(),
            results.stream().map(DemoOutput::row).toList());
    Path file = out.resolve("overview.png");
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private static OverviewRow row(TestResult result) {
    List<Prediction> predictions =
        DemoRun.METHODS.stream()
            .map(
                method ->
                    new Prediction(
                        method.name(), result.masks().get(method), result.score(method).dsc()))
            .toList();
    return new OverviewRow(
        result.scan(), result.labelled().image(), result.labelled().mask(), predictions);
  }
}
