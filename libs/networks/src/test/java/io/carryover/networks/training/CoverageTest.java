package io.carryover.networks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.preprocess.FixedShape;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.imaging.uncertainty.CalibrationScan;
import io.carryover.imaging.uncertainty.Reliability;
import io.carryover.imaging.uncertainty.VolumeInterval;
import io.carryover.imaging.volume.Shape;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volume intervals on scans that neither training nor calibration saw. */
class CoverageTest {
  private static final Shape SHAPE = Shape.cube(24);
  private static final UNetArchitecture SMALL = UNetArchitecture.ofWidths(List.of(4, 8, 8, 8));
  private static final PhantomCohort PHANTOMS = PhantomCohort.target(SHAPE, 7);
  private static final int TRAIN = 12;
  private static final int VALIDATION = 24;
  private static final int HELD_OUT = 120;
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(
          TrainingMethod.DWP,
          50,
          0,
          0,
          2,
          Optional.empty(),
          3e-3,
          8,
          0.3,
          1e-5,
          0,
          PosteriorSettings.of(1e-3, 20, -3),
          5);

  @TempDir private Path directory;

  @Test
  void intervalsHoldTheVolumesOfHeldOutPhantoms() {
    // Given
    List<Example> train = phantoms(0, TRAIN);
    TrainingData known = new TrainingData(SHAPE, train, phantoms(TRAIN, VALIDATION));
    Start start = new Starts(directory).of(TrainingMethod.DWP);
    Snapshot trained =
        new NetworkTraining(SETTINGS, start, directory.resolve("run"), SMALL)
            .run(known, report -> {}, () -> false)
            .last();
    // When
    List<CalibrationScan> heldOut =
        said(trained, new TrainingData(SHAPE, train, phantoms(TRAIN + VALIDATION, HELD_OUT)));
    // Then
    assertThat(trained.validationDsc().orElseThrow()).isGreaterThan(0.6);
    assertThat(coverage(heldOut, trained.calibration())).isBetween(0.90, 0.98);
    assertThat(coverage(heldOut, Optional.empty())).isLessThan(0.9);
  }

  private List<CalibrationScan> said(Snapshot trained, TrainingData data) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return new SampledValidation(manager, SMALL, data, SETTINGS)
          .scans(trained.weights(), new Reliability());
    }
  }

  private static double coverage(List<CalibrationScan> scans, Optional<Calibration> calibration) {
    return scans.stream()
            .filter(
                scan ->
                    VolumeInterval.of(scan.said(), calibration, 1).contains((double) scan.truth()))
            .count()
        / (double) scans.size();
  }

  private static List<Example> phantoms(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(CoverageTest::phantom).toList();
  }

  private static Example phantom(int number) {
    LabelledScan scan = PHANTOMS.scan(number);
    Prepared prepared = Preprocessing.prepare(scan.image());
    FixedShape fixed = FixedShape.of(SHAPE);
    return new Example(
        "phantom_" + number, fixed.fit(prepared.image()), fixed.fit(prepared.apply(scan.mask())));
  }
}
