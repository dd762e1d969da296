package io.carryover.trainer.cohort;

import io.carryover.events.ArtifactRef;
import io.carryover.events.ScanRef;
import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.runtime.id.ContentId;
import java.util.Optional;

/** Hashes that name a training by what it is, wherever its files lie. */
public final class TrainingIds {
  private TrainingIds() {}

  /** Names the run: what is trained on what, by which settings and which code. */
  public static String run(TrainingRequested request) {
    return ContentId.of(withoutPlaces(request), "runId", "requestedAt");
  }

  /**
   * Names what is trained on what by which settings, but not by which code: a new version of the
   * code does not train again by itself what an earlier one has trained.
   */
  public static String planned(TrainingRequested request) {
    return ContentId.of(withoutPlaces(request), "runId", "codeVersion", "requestedAt");
  }

  /**
   * Names what all networks of one definition share: scans, settings and code. The seeds of
   * networks count up from that of the definition.
   */
  public static String definition(TrainingRequested request) {
    TrainingRequested shared = withoutPlaces(request);
    TrainingSpec training = shared.getTraining();
    training.setSeed(training.getSeed() - shared.getNetwork());
    return ContentId.of(shared, "runId", "network", "requestedAt");
  }

  private static TrainingRequested withoutPlaces(TrainingRequested request) {
    TrainingRequested copy = TrainingRequested.newBuilder(request).build();
    copy.getScans().forEach(TrainingIds::blankPlaces);
    Optional.ofNullable(copy.getSourceWeights()).ifPresent(TrainingIds::blankPlace);
    Optional.ofNullable(copy.getPrior()).ifPresent(TrainingIds::blankPlace);
    return copy;
  }

  private static void blankPlaces(ScanRef scan) {
    blankPlace(scan.getImage());
    blankPlace(scan.getLabel());
  }

  private static void blankPlace(ArtifactRef file) {
    file.setUri("");
  }
}
