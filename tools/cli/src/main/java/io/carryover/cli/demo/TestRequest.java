package io.carryover.cli.demo;

import io.carryover.events.Method;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationRequested;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.store.ArtifactRefs;
import java.time.Instant;
import java.util.Locale;

/** A test scan to be segmented by the model of one method. */
record TestRequest(String cohortId, DecathlonCase scan, Method method) {

  String requestId() {
    return "%s-%s".formatted(scan.id().replaceAll("[^A-Za-z0-9._-]", "-"), suffix());
  }

  String model() {
    return modelName(cohortId, method);
  }

  /** Name of the model that a cohort's method ends in. */
  static String modelName(String cohortId, Method method) {
    return cohortId + "-" + method.name().toLowerCase(Locale.ROOT);
  }

  private String suffix() {
    return method.name().toLowerCase(Locale.ROOT);
  }

  SegmentationRequested toEvent(Instant now) {
    return SegmentationRequested.newBuilder()
        .setRequestId(requestId())
        .setScanId(scan.id())
        .setModel(model())
        .setFormat(ScanFormat.NIFTI)
        .setImage(ArtifactRefs.of(scan.image()))
        .setRequestedAt(now)
        .build();
  }
}
