package io.carryover.cli.evidence;

/** What is compared. */
public enum Metric {
  /** Dice similarity coefficient. */
  DSC {
    @Override
    double of(Measurement measurement) {
      return measurement.dsc();
    }
  },
  /** Intersection over union. */
  IOU {
    @Override
    double of(Measurement measurement) {
      return measurement.iou();
    }
  };

  abstract double of(Measurement measurement);

  /** The name for people. */
  String title() {
    return this == DSC ? "DSC" : "IoU";
  }
}
