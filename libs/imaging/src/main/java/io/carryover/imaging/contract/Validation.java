package io.carryover.imaging.contract;

import java.util.Map;
import java.util.Optional;

/**
 * Quality on the validation scans, averaged over scans; both from 0 to 1.
 *
 * @param dsc Dice similarity coefficient
 * @param iou intersection over union
 */
public record Validation(double dsc, double iou) {

  private static final String DSC = "carryover.validation.dsc";
  private static final String IOU = "carryover.validation.iou";

  /** Checks the ranges. */
  public Validation {
    Rules.inRange(DSC, dsc, 0, 1);
    Rules.inRange(IOU, iou, 0, 1);
  }

  void writeTo(Map<String, String> metadata) {
    metadata.put(DSC, Double.toString(dsc));
    metadata.put(IOU, Double.toString(iou));
  }

  static Optional<Validation> readFrom(MetadataReader metadata) {
    return metadata
        .optional(DSC)
        .map(present -> new Validation(metadata.number(DSC), metadata.number(IOU)));
  }
}
