package io.carryover.cli.experiment;

import io.carryover.events.ModelExported;
import java.util.List;
import java.util.Optional;

/**
 * A model that was tried on the test scans.
 *
 * @param scores one for each test scan; none if it failed
 * @param failure why it could not be measured
 */
record Evaluation(
    Cell cell, ModelExported model, List<ScanScore> scores, Optional<String> failure) {

  Evaluation {
    scores = List.copyOf(scores);
  }
}
