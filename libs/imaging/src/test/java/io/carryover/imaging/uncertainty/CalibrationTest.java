package io.carryover.imaging.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final long SEED = 7;
  private static final int SAMPLES = 8;

  @Test
  void countsMaskSamplesAndWhatIsCommon() {
    // Given
    float[][] probabilities = {{0.9f, 0.6f, 0.1f, 0.5f}, {0.9f, 0.1f, 0.9f, 0.1f}};
    ScanTally tally = new ScanTally(2);
    // When
    tally.add(probabilities, 0, 3);
    tally.add(probabilities, 3, 1);
    // Then: half is not above half
    assertThat(tally.total()).isEqualTo(new ScanSamples(List.of(2L, 2L), List.of(2L, 1L)));
    assertThat(tally.total().agreement()).isEqualTo(0.5);
    assertThat(tally.total().areEnough()).isFalse();
  }

  @Test
  void knowsAVolumeToAVoxelAtBest() {
    assertThat(said(100, 100, 100, 100).standardDeviation()).isOne();
    assertThat(said(100, 90, 110).standardDeviation()).isEqualTo(Math.sqrt(200));
  }

  @Test
  void coversHeldOutScansWhereSamplesVaryTooLittle() {
    // Given: samples vary by a third of what the masks err
    Random random = new Random(SEED);
    List<CalibrationScan> heldOut = scans(random, 400);
    // When: many networks are calibrated, each on twenty scans of its own
    List<Calibration> calibrations =
        Stream.generate(() -> Calibration.fit(scans(random, 20), new Reliability()))
            .limit(100)
            .toList();
    // Then
    assertThat(mean(calibrations, c -> coverage(heldOut, Optional.of(c)))).isBetween(0.93, 0.97);
    assertThat(mean(calibrations, Calibration::coverage)).isBetween(0.93, 0.97);
    assertThat(coverage(heldOut, Optional.empty())).isLessThan(0.6);
  }

  @Test
  void widensWithFewerScans() {
    List<CalibrationScan> alike = List.of(scan(110, 100, 10), scan(90, 100, 10));
    List<CalibrationScan> more = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      more.addAll(alike);
    }

    // t(0.975, 2) = 4.3027 and t(0.975, 20) = 2.0860, r is the same
    double few = Calibration.fit(alike, new Reliability()).volumeFactor();
    double many = Calibration.fit(more, new Reliability()).volumeFactor();
    assertThat(few / many).isEqualTo(4.30265 / 2.08596, within(1e-4));
  }

  @Test
  void neverStatesAVolumeBelowZero() {
    VolumeInterval interval = VolumeInterval.of(said(10, 0, 40), Optional.empty(), 0.001);

    assertThat(interval.lowMl()).isZero();
    assertThat(interval.contains(0.03)).isTrue();
    assertThat(interval.contains(0.5)).isFalse();
  }

  @Test
  void measuresReliabilityWhereThereIsDoubt() {
    // Given: of ten voxels of 0.7 seven are foreground, of ten of 0.2 none; the rest is empty
    Reliability reliability = new Reliability();
    for (int n = 0; n < 10; n++) {
      reliability.add(0.7f, n < 7 ? 1 : 0);
      reliability.add(0.2f, 0);
      reliability.add(0.001f, 0);
    }
    // Then
    assertThat(reliability.ece()).isEqualTo(0.1, within(1e-6));
    assertThat(reliability.brier()).isEqualTo((7 * 0.09 + 3 * 0.49 + 10 * 0.04) / 20, within(1e-6));
    assertThat(new Reliability().ece()).isZero();
  }

  private static double mean(List<Calibration> all, ToDoubleFunction<Calibration> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double coverage(List<CalibrationScan> scans, Optional<Calibration> calibration) {
    return scans.stream()
            .filter(
                scan ->
                    VolumeInterval.of(scan.said(), calibration, 1).contains((double) scan.truth()))
            .count()
        / (double) scans.size();
  }

  private static List<CalibrationScan> scans(Random random, int count) {
    List<CalibrationScan> scans = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      long truth = 1000L + random.nextInt(500);
      long mask = Math.round(truth + 90 * random.nextGaussian());
      long[] samples =
          LongStream.range(0, SAMPLES)
              .map(t -> Math.round(mask + 30 * random.nextGaussian()))
              .toArray();
      scans.add(new CalibrationScan(said(mask, samples), truth));
    }
    return scans;
  }

  /** Two samples of this standard deviation about the mask. */
  private static CalibrationScan scan(long truth, long mask, long deviation) {
    long off = Math.round(deviation / Math.sqrt(2));
    return new CalibrationScan(said(mask, mask - off, mask + off), truth);
  }

  private static ScanSamples said(long mask, long... samples) {
    List<Long> foreground =
        LongStream.concat(LongStream.of(mask), LongStream.of(samples)).boxed().toList();
    return new ScanSamples(foreground, foreground.stream().map(n -> Math.min(n, mask)).toList());
  }
}
