package io.carryover.networks.training;

import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Window;
import io.carryover.networks.random.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Where the random patch of a scan lies.
 *
 * <pre>
 *   with probability 1/2:  v ~ foreground voxels, u ~ voxels of the patch, start = v - u, clamped
 *   else, and where a scan has no foreground:  start ~ all places within the volume
 * </pre>
 *
 * <p>Both are uniform. The clamp moves a patch into the volume along each axis; v stays in it.
 * Small structures would else be missing from most patches. nnU-Net (Isensee et al. 2021,
 * data_loader.py) demands foreground of the last third of a batch, rounded, which is one of two at
 * its usual and our batch of 2, and puts v into the patch's middle. Here v may lie anywhere: the
 * target does not always sit in the middle of what the network sees.
 *
 * <p>Holds 4 bytes for each foreground voxel of the training scans, beside the 8 bytes of each of
 * their voxels that the scans themselves take; none where the patch is the whole volume. Immutable.
 */
final class PatchSampler {

  private static final int[] NONE = {};

  private final Shape volume;
  private final Shape patch;
  private final List<int[]> foreground;

  /** For scans of one volume's shape, which holds the patch. */
  PatchSampler(Shape volume, Shape patch, List<Example> scans) {
    this.volume = volume;
    this.patch = patch;
    this.foreground = scans.stream().map(scan -> foreground(scan.mask())).toList();
  }

  /** The shape of every patch. */
  Shape patch() {
    return patch;
  }

  /**
   * The patch of a scan, the same at every call.
   *
   * @param scan its number in the list
   * @param here the seeds of this draw alone
   */
  Window draw(int scan, Seeds here) {
    RandomGenerator random = here.generator();
    int[] inside = foreground.get(scan);
    return random.nextBoolean() && inside.length > 0
        ? around(inside[random.nextInt(inside.length)], random)
        : anywhere(random);
  }

  private Window around(int voxel, RandomGenerator random) {
    int row = voxel / volume.width();
    return new Window(
        patch,
        around(0, row / volume.height(), random),
        around(1, row % volume.height(), random),
        around(2, voxel % volume.width(), random));
  }

  private int around(int axis, int at, RandomGenerator random) {
    int start = at - random.nextInt(patch.side(axis));
    return Math.max(0, Math.min(last(axis), start));
  }

  private Window anywhere(RandomGenerator random) {
    return new Window(
        patch,
        random.nextInt(last(0) + 1),
        random.nextInt(last(1) + 1),
        random.nextInt(last(2) + 1));
  }

  private int last(int axis) {
    return volume.side(axis) - patch.side(axis);
  }

  private int[] foreground(float[] mask) {
    return patch.equals(volume)
        ? NONE
        : IntStream.range(0, mask.length).filter(voxel -> mask[voxel] != 0).toArray();
  }
}
