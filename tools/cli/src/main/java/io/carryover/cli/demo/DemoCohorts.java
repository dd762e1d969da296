package io.carryover.cli.demo;

import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.PhantomFolders;
import io.carryover.cli.scan.ScanFolder;
import io.carryover.cli.scan.SplitPlan;
import io.carryover.cli.scan.TrainingShape;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * The two cohorts of the demo.
 *
 * @param source many labelled scans of another structure
 * @param target few labelled scans of the structure that is wanted
 * @param folders where the scans lie
 */
record DemoCohorts(LabelledCohort source, LabelledCohort target, List<Path> folders) {
  static final int SOURCE_NETWORKS = 2;

  /**
   * More than a target's: in few steps it is what turns the noise that kernels start from into
   * structure that the prior can learn.
   */
  private static final double SOURCE_WEIGHT_DECAY = 5e-3;

  static final int TEST_SCANS_AT_LEAST = 10;
  private static final int TARGET_VALIDATION = 2;
  private static final SplitPlan SOURCE_PLAN = SplitPlan.mostlyTraining(8);

  /**
   * Reads or invents the scans, splits them by person and defines the cohorts. Nobody who is
   * validated or tested on in the target is in the source.
   *
   * @throws CommandFailure a folder is not of the form, or has too few people
   */
  static DemoCohorts prepare(DemoSettings settings, Instant now) throws IOException {
    Path sourceFolder = settings.source().orElse(settings.scratch().resolve("phantoms/source"));
    Path targetFolder = settings.target().orElse(settings.scratch().resolve("phantoms/target"));
    if (settings.source().isEmpty()) {
      writePhantoms(settings, sourceFolder, targetFolder);
    }
    return of(settings, sourceFolder, targetFolder, now);
  }

  private static void writePhantoms(DemoSettings settings, Path source, Path target)
      throws IOException {
    int targetScans = settings.targetScans() + TARGET_VALIDATION + settings.testScans();
    PhantomFolders.write(source, target, targetScans, settings.seed());
  }

  private static DemoCohorts of(
      DemoSettings settings, Path sourceFolder, Path targetFolder, Instant now) {
    ScanFolder source = ScanFolder.read(sourceFolder, settings.samePerson());
    ScanFolder target = ScanFolder.read(targetFolder, settings.samePerson());
    SortedMap<Split, List<DecathlonCase>> targetScans =
        target.split(targetPlan(settings), settings.seed());
    SortedMap<Split, List<DecathlonCase>> sourceScans =
        source.without(target.unseen(List.of(targetScans))).split(SOURCE_PLAN, settings.seed());
    return define(
        settings,
        new Part(cohortId("source", source), source, sourceScans),
        new Part(cohortId("target", target), target, targetScans),
        List.of(sourceFolder, targetFolder),
        now);
  }

  private static SplitPlan targetPlan(DemoSettings settings) {
    int atLeast = Math.min(TEST_SCANS_AT_LEAST, settings.testScans());
    return SplitPlan.fewShot(
        settings.targetScans(), TARGET_VALIDATION, atLeast, settings.testScans());
  }

  private static DemoCohorts define(
      DemoSettings settings, Part source, Part target, List<Path> folders, Instant now) {
    Workload sourceWork = source.workload();
    Workload targetWork = target.workload();
    TrainingBudget budget =
        TrainingBudget.of(
            settings.budget(), SOURCE_NETWORKS, sourceWork, targetWork, Throughput.TWO_CORES);
    CohortDefined sourceDefinition =
        source
            .draft(CohortRole.SOURCE, sourceWork.shape(), settings.seed())
            .with("networks", SOURCE_NETWORKS)
            .with("training.epochs", budget.sourceEpochs())
            .with("training.weightDecay", SOURCE_WEIGHT_DECAY)
            .with("training.restarts", 1)
            .with("training.restartEpochs", budget.restartEpochs())
            .with("prior.epochs", budget.priorEpochs())
            .with("prior.kernelsPerGroup", TrainingBudget.KERNELS_PER_GROUP)
            .with("prior.seed", settings.seed())
            .toEvent(now);
    CohortDefined targetDefinition =
        target
            .draft(CohortRole.TARGET, targetWork.shape(), settings.seed())
            .with("sourceCohort", source.id())
            .with("training.epochs", budget.targetEpochs())
            .with("training.kernelsPerStep", TrainingBudget.KERNELS_PER_STEP)
            .toEvent(now);
    return new DemoCohorts(
        new LabelledCohort(sourceDefinition, source.scans()),
        new LabelledCohort(targetDefinition, target.scans()),
        folders);
  }

  /** The role before the name: source and target may be the same data set. */
  private static String cohortId(String role, ScanFolder folder) {
    return role + "-" + folder.slug();
  }

  /** A folder on its way to a cohort. */
  private record Part(String id, ScanFolder folder, SortedMap<Split, List<DecathlonCase>> scans) {

    Workload workload() {
      List<DecathlonCase> seen =
          scans.entrySet().stream()
              .filter(split -> split.getKey() != Split.TEST)
              .flatMap(split -> split.getValue().stream())
              .toList();
      return new Workload(
          count(Split.TRAIN), count(Split.VALIDATION), count(Split.TEST), TrainingShape.of(seen));
    }

    private int count(Split split) {
      return scans.getOrDefault(split, List.of()).size();
    }

    CohortDraft draft(CohortRole role, Shape shape, long seed) {
      return CohortDraft.ofRole(role)
          .with("id", id)
          .withStructure(folder.description(), shape)
          .with("trainScans", count(Split.TRAIN))
          .with("validationScans", count(Split.VALIDATION))
          .with("training.seed", seed);
    }
  }
}
