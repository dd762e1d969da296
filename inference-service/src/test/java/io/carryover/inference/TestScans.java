package io.carryover.inference;

import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Small scans whose mask by a {@link ThresholdModel} at 0.5 is known. */
public final class TestScans {
  /** Axes along P, S and L, of 2, 1 and 0.5 mm: 1 microlitre a voxel. */
  public static final Grid GRID =
      new Grid(
          new Shape(6, 5, 4),
          Affine.ofRows(new double[][] {{0, 0, -0.5, 3}, {-2, 0, 0, 5}, {0, 1, 0, -8}}));

  /** Foreground of {@link #bright}. */
  public static final int BRIGHT_VOXELS = 7;

  private static final int HEADER_BYTES = 352;

  /** Thousands of patches of a {@link ThresholdModel}: a second at least. */
  private static final Shape LARGE = new Shape(160, 160, 160);

  /** Sides above, at and below those of a {@link TrainedUNet}'s patch. */
  private static final Shape NOISE = new Shape(45, 40, 13);

  /** Of other sides along each axis, as scans are. */
  private static final Shape HEAD = new Shape(64, 72, 56);

  /** Of the cube that a smooth voxel is the mean of. */
  private static final int SIDE = 5;

  private static final int CUBE = SIDE * SIDE * SIDE;

  private TestScans() {}

  /** Zeros, and a 1 in each of the last voxels: the mask is the scan. */
  public static Volume bright() {
    float[] voxels = new float[GRID.shape().voxels()];
    Arrays.fill(voxels, voxels.length - BRIGHT_VOXELS, voxels.length, 1);
    return new Volume(GRID, voxels);
  }

  /** The bright scan as a file, .nii or .nii.gz. */
  public static Path write(Path file) throws IOException {
    NiftiWriter.write(file, bright());
    return file;
  }

  /** The same with one voxel that is not a number. */
  public static Path writeWithNan(Path file) throws IOException {
    Volume scan = bright();
    scan.voxels()[0] = Float.NaN;
    NiftiWriter.write(file, scan);
    return file;
  }

  /** The same that breaks off among its voxels; .nii. */
  public static Path writeTruncated(Path file) throws IOException {
    write(file);
    return Files.write(file, Arrays.copyOf(Files.readAllBytes(file), HEADER_BYTES + 10));
  }

  /** Uniform noise on a grid of its own. */
  public static Path writeNoise(Path file) throws IOException {
    Random random = new Random(17);
    float[] voxels = new float[NOISE.voxels()];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = random.nextFloat();
    }
    NiftiWriter.write(file, new Volume(Grid.ofOneMm(NOISE), voxels));
    return file;
  }

  /** A head of no person, without its noise: each voxel is the mean of its neighbourhood. */
  public static Path writePhantom(Path file) throws IOException {
    Volume head = PhantomCohort.target(HEAD, 1).scan(0).image();
    float[] smooth = new float[HEAD.voxels()];
    for (int voxel = 0; voxel < smooth.length; voxel++) {
      smooth[voxel] = meanAround(head.voxels(), voxel);
    }
    NiftiWriter.write(file, new Volume(head.grid(), smooth));
    return file;
  }

  /** Of the cube around a voxel; beyond the ends there is nothing. */
  private static float meanAround(float[] voxels, int centre) {
    float sum = 0;
    for (int near = 0; near < CUBE; near++) {
      int index = centre + shift(near);
      sum += index >= 0 && index < voxels.length ? voxels[index] : 0;
    }
    return sum / CUBE;
  }

  private static int shift(int near) {
    int depth = near / (SIDE * SIDE) - SIDE / 2;
    int height = near / SIDE % SIDE - SIDE / 2;
    int width = near % SIDE - SIDE / 2;
    return (depth * HEAD.height() + height) * HEAD.width() + width;
  }

  /** A scan that takes so long that a process can be killed meanwhile. */
  public static Path writeLarge(Path file) throws IOException {
    float[] voxels = new float[LARGE.voxels()];
    Arrays.fill(voxels, 1);
    Arrays.fill(voxels, 0, LARGE.width(), 2);
    NiftiWriter.write(file, new Volume(Grid.ofOneMm(LARGE), voxels));
    return file;
  }
}
