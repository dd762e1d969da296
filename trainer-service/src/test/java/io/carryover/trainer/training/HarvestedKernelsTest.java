package io.carryover.trainer.training;

import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.RUN;
import static io.carryover.trainer.TrainerEvents.TARGET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.Snapshot;
import io.carryover.networks.training.TrainingOutcome;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.trainer.PhantomScans;
import io.carryover.trainer.TrainerEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the weights of a training of two cycles of one epoch on 16x16x16. */
class HarvestedKernelsTest {
  private static final int GROUPS = 7;

  @TempDir private static Path directory;
  private static ArtifactStore store;
  private static TrainingRequested request;
  private static TrainingOutcome outcome;

  @BeforeAll
  static void train() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("scans"));
    store = new DirectoryArtifactStore(directory.resolve("store"), List.of(folder));
    request = request(new PhantomScans(folder, TARGET));
    outcome = TrainedPhantoms.train(request, store, Files.createDirectory(directory.resolve("w")));
  }

  @Test
  void everyConvergenceGivesItsWeightsAndItsKernels() {
    // When
    KernelsHarvested harvest = harvest();
    // Then
    assertThat(harvest.getSnapshots()).extracting(KernelSnapshot::getRestart).containsExactly(0, 1);
    for (Snapshot snapshot : outcome.snapshots()) {
      KernelSnapshot kept = harvest.getSnapshots().get(snapshot.restart());
      assertThat(store.fetch(kept.getWeights())).hasSameBinaryContentAs(snapshot.weights());
      assertThat(store.fetch(kept.getKernels())).isNotEmptyFile();
      assertThat(kept.getValidationDsc()).isEqualTo(snapshot.validationDsc().orElseThrow());
    }
  }

  @Test
  void kernelsAreCutIntoAllGroups() {
    // When
    Path kernels = store.fetch(harvest().getSnapshots().get(1).getKernels());
    // Then
    for (int group = 1; group <= GROUPS; group++) {
      assertThat(kernels).content(ISO_8859_1).contains("\"group%d\"".formatted(group));
    }
  }

  @Test
  void eventSaysWhatWasTrainedOnWhatAndWhatFollows() {
    assertThat(harvest())
        .returns(TARGET, KernelsHarvested::getCohortId)
        .returns(request.getManifestSha256(), KernelsHarvested::getManifestSha256)
        .returns(RUN, KernelsHarvested::getRunId)
        .returns(1, KernelsHarvested::getNetwork)
        .returns(3, KernelsHarvested::getNetworks)
        .returns(TrainerEvents.priorSpec(), KernelsHarvested::getPrior)
        .returns("1.2.3", KernelsHarvested::getCodeVersion)
        .returns(NOON, KernelsHarvested::getHarvestedAt);
  }

  private static KernelsHarvested harvest() {
    return (KernelsHarvested)
        new HarvestedKernels(store, Clock.fixed(NOON, ZoneOffset.UTC))
            .of(request, outcome, directory);
  }

  /** Network 1 of 3. */
  private static TrainingRequested request(PhantomScans scans) {
    TrainingRequested request =
        TrainerEvents.training(
            Method.SOURCE,
            List.of(
                scans.good(0, Split.TRAIN).getScan(), scans.good(1, Split.VALIDATION).getScan()));
    request.setNetwork(1);
    request.setNetworks(3);
    request.setPriorSpec(TrainerEvents.priorSpec());
    request.getTraining().setRestarts(1);
    request.getTraining().setRestartEpochs(1);
    return request;
  }
}
