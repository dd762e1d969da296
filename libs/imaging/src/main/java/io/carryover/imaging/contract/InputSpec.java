package io.carryover.imaging.contract;

import static io.carryover.imaging.contract.ContractException.Rule.MALFORMED_VALUE;
import static io.carryover.imaging.contract.ContractException.Rule.OUT_OF_RANGE;

import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Map;

/**
 * How a scan becomes input. Version 1 of the contract knows one preprocessing: the scan is turned
 * to RAS, cropped to its content, scaled to [0, 1] by its minimum and maximum, and cut into
 * patches. The metadata name all of it, so that a reader of another kind need not know this
 * sentence.
 *
 * @param patch what the network sees at once, in voxels along R, A, S; sides are multiples of 8
 * @param overlap share of a patch that its neighbour covers too, from 0 to 0.9
 */
public record InputSpec(Shape patch, double overlap) {

  /** The overlap that models are served with: half a patch, as nnU-Net's sliding window has it. */
  public static final double SERVED_OVERLAP = 0.5;

  private static final String ORIENTATION = "carryover.input.orientation";
  private static final String CROP = "carryover.input.crop";
  private static final String INTENSITY = "carryover.input.intensity";
  private static final String PATCH = "carryover.input.patch";
  private static final String OVERLAP = "carryover.input.overlap";

  private static final String RAS = "RAS";
  private static final String CONTENT = "content";
  private static final String MIN_MAX = "min-max-0-1";
  private static final int REDUCTION = 8;
  private static final int LONGEST_SIDE = 1024;
  private static final double MOST_OVERLAP = 0.9;

  /** Checks sides and overlap. */
  public InputSpec {
    requireSide(patch.depth());
    requireSide(patch.height());
    requireSide(patch.width());
    Rules.inRange(OVERLAP, overlap, 0, MOST_OVERLAP);
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(ORIENTATION, RAS);
    metadata.put(CROP, CONTENT);
    metadata.put(INTENSITY, MIN_MAX);
    metadata.put(PATCH, patch.toString());
    metadata.put(OVERLAP, Double.toString(overlap));
  }

  static InputSpec readFrom(MetadataReader metadata) {
    metadata.require(ORIENTATION, RAS);
    metadata.require(CROP, CONTENT);
    metadata.require(INTENSITY, MIN_MAX);
    return new InputSpec(shape(metadata.integers(PATCH, "x")), metadata.number(OVERLAP));
  }

  private static Shape shape(List<Integer> sides) {
    if (sides.size() != 3) {
      throw new ContractException(MALFORMED_VALUE, PATCH, "must have three sides, got " + sides);
    }
    sides.forEach(InputSpec::requireSide);
    return new Shape(sides.get(0), sides.get(1), sides.get(2));
  }

  private static void requireSide(int side) {
    Rules.inRange(PATCH, side, REDUCTION, LONGEST_SIDE);
    if (side % REDUCTION != 0) {
      throw new ContractException(
          OUT_OF_RANGE, PATCH, "sides must be multiples of " + REDUCTION + ", got " + side);
    }
  }
}
