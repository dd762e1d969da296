package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.carryover.cli.picture.Palette;
import io.carryover.cli.picture.Sheet;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is left of a whole experiment with RI, RI without weight decay and DWP on tiny phantoms.
 *
 * <p>Large steps and much weight decay turn the noise that the source kernels start from into
 * structure within some hundred steps, so that the prior passes its gate.
 */
@Timeout(1500) // of very busy cores; a minute is enough on idle ones
class ExperimentEvidenceIT {
  private static final Shape SHAPE = new Shape(16, 16, 16);
  private static final int SOURCE_SCANS = 16;
  private static final int TARGET_SCANS = 6;

  private static final String OPTIONS =
      "--sizes 2,3 --splits 1 --seeds 1 --methods ri,dwp --ri-weight-decays 0 --epochs 3"
          + " --validation-scans 1 --test-scans 2 --networks 2 --source-epochs 30"
          + " --source-weight-decay 8e-2 --prior-epochs 8"
          + " --set source.training.learningRate=1e-2 --set source.training.restarts=0"
          + " --set source.prior.learningRate=5e-3 --set source.prior.kernelsPerGroup=1000"
          + " --set target.training.kernelsPerStep=64";

  /** 2 sizes of 3 arms on 2 test scans, and the header. */
  private static final int LINES = 1 + 2 * 3 * 2;

  @TempDir private static Path folder;

  private static Experimenting experiment;

  @BeforeAll
  static void experiment() throws IOException, InterruptedException {
    assumeThat(Served.isBuilt()).as("the services are packaged").isTrue();
    assumeThat(Sheet.measuring().available()).as("this machine has a font").isTrue();
    PhantomCohort.source(SHAPE, 1).writeDecathlon(folder.resolve("source"), SOURCE_SCANS);
    PhantomCohort.target(SHAPE, 1).writeDecathlon(folder.resolve("target"), TARGET_SCANS);
    experiment = Experimenting.start(folder, OPTIONS);
    assertThat(experiment.await()).as(experiment.output()).isZero();
  }

  @AfterAll
  static void leaveNoProcess() {
    if (experiment != null) {
      experiment.close();
    }
  }

  @Test
  void everyModelIsMeasuredOnEveryTestScan() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out/results.csv"));

    assertThat(lines).hasSize(LINES);
    assertThat(lines.get(0)).startsWith("method,size,split,seed,scan,dsc,iou,");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)))
        .allSatisfy(
            cells -> {
              assertThat(cells[0]).isIn("ri", "ri-wd0", "dwp");
              assertThat(Double.parseDouble(cells[5])).isBetween(0.0, 1.0);
            });
  }

  @Test
  void theReportHasEverySectionAndNothingIsMissing() throws IOException {
    assertThat(report())
        .containsSubsequence(
            "6 of 6 trainings have figures, 0 will have none",
            "## DSC, as in the paper's table 3",
            "| scans | DWP | RI | RI, wd0 |",
            "## The paper's own figures",
            "## Paired differences to RI",
            "| 2 | DWP | 2 | 2 |",
            "## Paired differences to the best RI",
            "no test scan had a say",
            "## Pictures",
            "## The prior's gate",
            "| 7 | ",
            "## Source networks")
        .doesNotContain("Left out")
        .doesNotContain("not chosen yet")
        .doesNotContain("No pair");
  }

  /** Lines, outlines and the ends of the kernels' scale have these two colours; words have not. */
  @ParameterizedTest
  @ValueSource(strings = {"dsc-by-size", "loss-n2", "loss-n3", "kernels", "predictions"})
  void aPictureOfTheReportShowsMoreThanWords(String name) throws IOException {
    assertThat(report()).contains("](pictures/" + name + ".png)");

    BufferedImage picture = ImageIO.read(folder.resolve("out/pictures/" + name + ".png").toFile());
    Palette palette = new Palette(List.of("RI", "DWP"));
    assertThat(colours(picture)).contains(palette.of("RI").getRGB(), palette.of("DWP").getRGB());
  }

  private static Set<Integer> colours(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static String report() throws IOException {
    return Files.readString(folder.resolve("out/report.md"));
  }
}
