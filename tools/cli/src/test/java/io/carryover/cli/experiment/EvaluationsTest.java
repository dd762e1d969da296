package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.events.ArtifactRef;
import io.carryover.events.ModelExported;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Measuring on a thread of its own, of a model whose file is not there. */
@Timeout(60)
class EvaluationsTest {
  private static final long LOOK_EVERY_MILLIS = 10;

  /** Far longer than it takes to find that a file is not there. */
  private static final long ENDED_FOR_SURE_MILLIS = 500;

  @TempDir private Path folder;

  private Cell cell;
  private LabelledCohort cohort;

  @BeforeEach
  void plan() throws IOException {
    Plans.writePhantoms(folder);
    ExperimentPlan plan = Planning.plan(Plans.settings(folder), Instant.EPOCH);
    cell = plan.cells().get(0);
    cohort = plan.cohortOf(cell);
  }

  private Evaluations evaluations() {
    return new Evaluations(
        new ModelMeasuring(
            new DirectoryArtifactStore(folder.resolve("store"), List.of()),
            folder.resolve("mask.nii")));
  }

  private ModelExported model() {
    ArtifactRef file = new ArtifactRef(folder.resolve("store/m").toUri().toString(), "ab", 1L);
    return ModelExported.newBuilder()
        .setModel(cell.model())
        .setRunId("run")
        .setCohortId(cell.cohortId())
        .setMethod(cell.method())
        .setOnnx(file)
        .setWeights(file)
        .setEpochs(1)
        .setSeconds(1.0)
        .setManifestSha256("")
        .setCodeVersion("1")
        .setExportedAt(Instant.EPOCH)
        .build();
  }

  @Test
  void aModelThatCannotBeMeasuredEndsWithItsReason() throws InterruptedException {
    try (Evaluations evaluations = evaluations()) {
      evaluations.begin(cell, model(), cohort);

      assertThat(firstEnded(evaluations).failure()).isPresent();
    }
  }

  private static Evaluation firstEnded(Evaluations evaluations) throws InterruptedException {
    List<Evaluation> ended = evaluations.ended();
    while (ended.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      ended = evaluations.ended();
    }
    return ended.get(0);
  }

  @Test
  void nothingEndsOnceItIsClosed() throws InterruptedException {
    Evaluations evaluations = evaluations();
    evaluations.begin(cell, model(), cohort);
    TimeUnit.MILLISECONDS.sleep(ENDED_FOR_SURE_MILLIS);

    evaluations.close();
    evaluations.begin(cell, model(), cohort);

    assertThat(evaluations.ended()).isEmpty();
  }
}
