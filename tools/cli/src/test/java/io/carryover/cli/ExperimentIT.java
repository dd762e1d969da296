package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that is killed and goes on, beside one that is left alone. */
@Timeout(900) // of very busy cores; a minute is enough on idle ones
class ExperimentIT {
  private static final Shape SHAPE = new Shape(24, 24, 24);
  private static final int SCANS = 6;
  private static final String MAY_DIFFER = "seconds";
  private static final String OPTIONS =
      "--sizes 3 --splits 1 --seeds 1 --methods ri,pr --epochs 1 --source-epochs 1"
          + " --networks 1 --validation-scans 1 --test-scans 2";

  @TempDir private static Path folder;

  @BeforeAll
  static void writePhantoms() throws IOException {
    assumeThat(Served.isBuilt()).as("the services are packaged").isTrue();
    PhantomCohort.source(SHAPE, 1).writeDecathlon(folder.resolve("source"), SCANS);
    PhantomCohort.target(SHAPE, 1).writeDecathlon(folder.resolve("target"), SCANS);
  }

  @Test
  void aKilledExperimentGoesOnToTheSameNumbers() throws Exception {
    // Given
    try (Experimenting alone = Experimenting.start(folder, OPTIONS)) {
      assertThat(alone.await()).as(alone.output()).isZero();
    }
    List<String> ofOneAlone = results();
    Files.move(folder.resolve("out"), folder.resolve("out-of-one-alone"));
    try (Experimenting killed = Experimenting.start(folder, OPTIONS)) {
      killed.killOnce("-ri exported");
    }

    // When
    try (Experimenting continued = Experimenting.start(folder, OPTIONS)) {
      assertThat(continued.await()).as(continued.output()).isZero();

      // Then
      assertThat(continued.output())
          .contains("every cohort and scan is published already")
          .doesNotContain("source network")
          .doesNotContain("ri n3 s1 r1: 1 of 1, loss");
    }
    assertThat(results()).isEqualTo(ofOneAlone).hasSize(1 + 2 * 2);
    growsByWhatIsNewAlone(ofOneAlone);
  }

  private static void growsByWhatIsNewAlone(List<String> before) throws Exception {
    String more = OPTIONS + " --methods prf --arm ri-e2=ri,epochs=2";
    try (Experimenting grown = Experimenting.start(folder, more)) {
      assertThat(grown.await()).as(grown.output()).isZero();
      assertThat(grown.output())
          .contains("prf n3 s1 r1: 1 of 1, loss", "ri-e2 n3 s1 r1: 2 of 2, loss")
          .doesNotContain("source network")
          .doesNotContain("ri n3 s1 r1: 1 of 1, loss")
          .doesNotContain("pr n3 s1 r1: 1 of 1, loss");
    }
    assertThat(results()).containsAll(before).hasSize(before.size() + 2 * 2);
  }

  /** The rows without the column that may differ. */
  private static List<String> results() throws IOException {
    List<String[]> rows =
        Files.readAllLines(folder.resolve("out/results.csv")).stream()
            .map(line -> line.split(",", -1))
            .toList();
    int left = Arrays.asList(rows.get(0)).indexOf(MAY_DIFFER);
    assertThat(left).isNotNegative();
    return rows.stream().map(cells -> without(left, cells)).toList();
  }

  private static String without(int column, String... cells) {
    return IntStream.range(0, cells.length)
        .filter(i -> i != column)
        .mapToObj(i -> cells[i])
        .collect(Collectors.joining(","));
  }
}
