package io.carryover.inference.segmentation;

import io.carryover.imaging.patch.PatchBlending;
import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.uncertainty.PredictiveEntropy;
import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.uncertainty.ScanTally;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Mask and maps of one scan on its own grid, filled with what is settled, run by run; 0 outside the
 * scan's content.
 */
final class Restoration implements PatchBlending.MeansVisitor {
  private final Prepared prepared;
  private final byte[] mask;
  private final Map<UncertaintyMap, float[]> maps = new EnumMap<>(UncertaintyMap.class);
  private final ScanTally tally;

  /**
   * Nothing is filled yet.
   *
   * @param layers the mean weights and each sample of the weights
   */
  Restoration(Prepared prepared, int layers, Set<UncertaintyMap> wanted) {
    this.prepared = prepared;
    this.tally = new ScanTally(layers);
    int voxels = prepared.originalGrid().shape().voxels();
    this.mask = new byte[voxels];
    wanted.forEach(map -> maps.put(map, new float[voxels]));
  }

  @Override
  public void visit(int inPrepared, float[][] means, int inSlab, int length) {
    tally.add(means, inSlab, length);
    prepared.forEachVoxel(
        inPrepared, length, (inOriginal, at) -> put(inOriginal, means, inSlab + at - inPrepared));
  }

  /** The foreground. */
  Mask mask() {
    return new Mask(prepared.originalGrid(), mask);
  }

  /** The maps that were wanted. */
  Map<UncertaintyMap, Volume> maps() {
    Map<UncertaintyMap, Volume> volumes = new EnumMap<>(UncertaintyMap.class);
    maps.forEach((map, values) -> volumes.put(map, new Volume(prepared.originalGrid(), values)));
    return volumes;
  }

  /** The counts of all layers. */
  ScanSamples said() {
    return tally.total();
  }

  private void put(int inOriginal, float[][] means, int index) {
    float probability = means[0][index];
    mask[inOriginal] = (byte) (probability > ScanTally.THRESHOLD ? 1 : 0);
    if (!maps.isEmpty()) {
      putMaps(inOriginal, means, index, probability);
    }
  }

  private void putMaps(int inOriginal, float[][] means, int index, float probability) {
    put(UncertaintyMap.PROBABILITY, inOriginal, probability);
    if (means.length > 1) {
      PredictiveEntropy entropy = PredictiveEntropy.of(means, index);
      put(UncertaintyMap.PREDICTIVE_ENTROPY, inOriginal, entropy.predictive());
      put(UncertaintyMap.EXPECTED_ENTROPY, inOriginal, entropy.expected());
      put(UncertaintyMap.MUTUAL_INFORMATION, inOriginal, entropy.mutualInformation());
    }
  }

  private void put(UncertaintyMap map, int inOriginal, float value) {
    float[] values = maps.get(map);
    if (values != null) {
      values[inOriginal] = value;
    }
  }
}
