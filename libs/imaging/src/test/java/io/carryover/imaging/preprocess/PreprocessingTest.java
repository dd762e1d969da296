package io.carryover.imaging.preprocess;

import static io.carryover.imaging.volume.InvalidImageException.EMPTY_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.MASK_SHAPE_DIFFERS;
import static io.carryover.imaging.volume.InvalidImageException.NAN_VOXELS;
import static io.carryover.imaging.volume.InvalidImageException.SHEARED_AFFINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.nifti.Golden;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessingTest {
  /** Two roundings to float32 near 1, in another order. */
  private static final float FLOAT_ROUNDING = 1.2e-7f;

  /** Double arithmetic in another order over numbers below 100. */
  private static final double ROUNDING_MM = 1e-10;

  private static final Shape SHAPE = new Shape(5, 6, 7);

  @ParameterizedTest
  @MethodSource("io.carryover.imaging.nifti.Golden#canonical")
  void orientsAsNibabelDoes(Golden canonical) {
    // Given: no voxel is 0, so that nothing is cropped
    Volume image = shifted(NiftiReader.read(canonical.file()));
    float[] expected =
        scaled(shifted(new Volume(Grid.ofOneMm(canonical.shape()), canonical.values())));

    // When
    Volume prepared = Preprocessing.prepare(image).image();

    // Then
    assertThat(prepared.shape()).isEqualTo(canonical.shape());
    assertThat(prepared.grid().affine().largestDistanceMm(canonical.affine(), canonical.shape()))
        .isLessThan(ROUNDING_MM);
    assertThat(prepared.voxels()).containsExactly(expected, within(FLOAT_ROUNDING));
  }

  @ParameterizedTest
  @MethodSource("affines")
  void findsTheWayBackToEveryVoxel(Affine affine) {
    // Given: content in a box that leaves out a border
    Random random = new Random(11);
    Grid grid = new Grid(SHAPE, affine);
    Volume image = boxed(grid, random);
    Mask mask = randomMask(grid, random);

    // When
    Prepared prepared = Preprocessing.prepare(image);
    float[] back = onOriginal(prepared, floats(prepared.apply(mask)), 0);
    float[] map = onOriginal(prepared, prepared.image().voxels(), -1);

    // Then
    assertThat(prepared.image().shape().voxels()).isEqualTo(3 * 4 * 5);
    assertThat(prepared.originalGrid()).isEqualTo(grid);
    for (int index = 0; index < mask.voxels().length; index++) {
      boolean inside = image.voxels()[index] != 0;
      assertThat(back[index]).isEqualTo(inside ? mask.voxels()[index] : 0);
      assertThat(map[index]).isEqualTo(inside ? image.voxels()[index] / 100 : -1);
    }
  }

  @ParameterizedTest
  @MethodSource("affines")
  void keepsEveryVoxelAtItsPlace(Affine affine) {
    // Given: one bright voxel
    Volume image = boxed(new Grid(SHAPE, affine), new Random(5));
    image.voxels()[SHAPE.index(2, 3, 4)] = 200;

    // When
    Volume prepared = Preprocessing.prepare(image).image();

    // Then
    assertThat(distance(positionOfBrightest(prepared), affine.position(2, 3, 4)))
        .isLessThan(ROUNDING_MM);
    assertThat(Orientation.of(prepared.grid().affine()))
        .usingRecursiveComparison()
        .isEqualTo(Orientation.of(Affine.ofSpacing(1, 1, 1)));
  }

  @Test
  void scalesByTheExtremesOfTheWholeImage() {
    // Given: content from 50 to 200 in a box without zeros, zero around it
    Volume image = boxed(Grid.ofOneMm(SHAPE), new Random(3));
    image.voxels()[SHAPE.index(2, 3, 4)] = 200;
    image.voxels()[SHAPE.index(1, 1, 1)] = 50;

    // Then: the background's 0 stays 0
    Volume prepared = Preprocessing.prepare(image).image();
    assertThat(prepared.at(1, 2, 3)).isEqualTo(1);
    assertThat(prepared.at(0, 0, 0)).isEqualTo(0.25f);
  }

  @Test
  void scalesExtremesFarApart() {
    Volume image = new Volume(Grid.ofOneMm(new Shape(1, 1, 3)), new float[] {-3e38f, 0, 3e38f});

    assertThat(Preprocessing.prepare(image).image().voxels()).containsExactly(0, 0.5f, 1);
  }

  @Test
  void refusesImagesWithoutContrastOrContent() {
    float[] constant = new float[SHAPE.voxels()];

    refused(EMPTY_IMAGE, () -> Preprocessing.prepare(new Volume(Grid.ofOneMm(SHAPE), constant)));
    Arrays.fill(constant, 5);
    refused(EMPTY_IMAGE, () -> Preprocessing.prepare(new Volume(Grid.ofOneMm(SHAPE), constant)));
  }

  @Test
  void refusesVoxelsThatAreNoNumbers() {
    Volume image = boxed(Grid.ofOneMm(SHAPE), new Random(1));
    image.voxels()[0] = Float.NaN;

    refused(NAN_VOXELS, () -> Preprocessing.prepare(image));
  }

  @Test
  void refusesSheared() {
    Affine sheared = Affine.ofRows(new double[][] {{1, 0.2, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});

    refused(
        SHEARED_AFFINE,
        () -> Preprocessing.prepare(boxed(new Grid(SHAPE, sheared), new Random(1))));
  }

  /** By the runs in which the inference service goes back, a row at a time. */
  private static float[] onOriginal(Prepared prepared, float[] voxels, float outside) {
    float[] original = new float[prepared.originalGrid().shape().voxels()];
    Arrays.fill(original, outside);
    int row = prepared.shape().width();
    for (int first = 0; first < voxels.length; first += row) {
      prepared.forEachVoxel(
          first, row, (inOriginal, inPrepared) -> original[inOriginal] = voxels[inPrepared]);
    }
    return original;
  }

  private static float[] floats(Mask mask) {
    float[] values = new float[mask.voxels().length];
    for (int index = 0; index < values.length; index++) {
      values[index] = mask.voxels()[index];
    }
    return values;
  }

  @Test
  void refusesMasksOfAnotherGrid() {
    Prepared prepared = Preprocessing.prepare(boxed(Grid.ofOneMm(SHAPE), new Random(1)));
    Mask original = randomMask(Grid.ofOneMm(SHAPE), new Random(2));
    Mask cropped = prepared.apply(original);

    refused(MASK_SHAPE_DIFFERS, () -> prepared.apply(cropped));
    assertThat(prepared.originalGrid()).isEqualTo(Grid.ofOneMm(SHAPE));
  }

  /** All 48 ways to lay three axes, each straight and turned by 17 degrees around all axes. */
  static Stream<Affine> affines() {
    List<Affine> affines = new ArrayList<>();
    for (int[] axes :
        new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
      for (int signs = 0; signs < 8; signs++) {
        Affine straight = straight(axes, signs);
        affines.add(straight);
        affines.add(turned(17).times(straight));
      }
    }
    return affines.stream();
  }

  private static Affine straight(int[] axes, int signs) {
    double[][] rows = new double[3][4];
    for (int column = 0; column < 3; column++) {
      double sign = (signs >> column & 1) == 0 ? 1 : -1;
      rows[axes[column]][column] = sign * (0.5 + column);
      rows[column][3] = 10 * column - 7;
    }
    return Affine.ofRows(rows);
  }

  private static Affine turned(double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    Affine x = Affine.ofRows(new double[][] {{1, 0, 0, 0}, {0, c, -s, 0}, {0, s, c, 0}});
    Affine y = Affine.ofRows(new double[][] {{c, 0, s, 0}, {0, 1, 0, 0}, {-s, 0, c, 0}});
    Affine z = Affine.ofRows(new double[][] {{c, -s, 0, 0}, {s, c, 0, 0}, {0, 0, 1, 0}});
    return x.times(y).times(z);
  }

  /** 60 to 99 with one 100 in the box from (1, 1, 1) to (3, 4, 5), else 0. */
  private static Volume boxed(Grid grid, Random random) {
    float[] voxels = new float[grid.shape().voxels()];
    for (int i = 1; i <= 3; i++) {
      for (int j = 1; j <= 4; j++) {
        for (int k = 1; k <= 5; k++) {
          voxels[grid.shape().index(i, j, k)] = 60 + random.nextInt(40);
        }
      }
    }
    voxels[grid.shape().index(3, 4, 5)] = 100;
    return new Volume(grid, voxels);
  }

  private static Mask randomMask(Grid grid, Random random) {
    byte[] voxels = new byte[grid.shape().voxels()];
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = (byte) random.nextInt(2);
    }
    return new Mask(grid, voxels);
  }

  private static Volume shifted(Volume volume) {
    float[] voxels = volume.voxels().clone();
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] += 40_000;
    }
    return new Volume(volume.grid(), voxels);
  }

  private static float[] scaled(Volume volume) {
    float[] voxels = volume.voxels().clone();
    IntensityRange range = IntensityRange.of(volume);
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = range.scaled(voxels[index]);
    }
    return voxels;
  }

  private static double[] positionOfBrightest(Volume volume) {
    Shape shape = volume.shape();
    int brightest = 0;
    for (int index = 0; index < volume.voxels().length; index++) {
      brightest = volume.voxels()[index] > volume.voxels()[brightest] ? index : brightest;
    }
    int i = brightest / (shape.height() * shape.width());
    int j = brightest / shape.width() % shape.height();
    return volume.grid().affine().position(i, j, brightest % shape.width());
  }

  private static double distance(double[] left, double[] right) {
    return Math.hypot(Math.hypot(left[0] - right[0], left[1] - right[1]), left[2] - right[2]);
  }

  private static void refused(String code, ThrowingCallable call) {
    InvalidImageException refusal = catchThrowableOfType(InvalidImageException.class, call);
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
  }
}
