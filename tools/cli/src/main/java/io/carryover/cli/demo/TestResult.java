package io.carryover.cli.demo;

import io.carryover.events.Method;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Mask;
import java.util.Map;

/** A test scan with its truth and the masks that were served for it. */
record TestResult(String scan, LabelledScan labelled, Map<Method, Mask> masks) {

  TestResult {
    masks = Map.copyOf(masks);
  }

  Score score(Method method) {
    return Score.of(Overlap.of(masks.get(method), labelled.mask()));
  }
}
