package io.carryover.cli.experiment;

import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.scan.PhantomFolders;
import io.carryover.cli.scan.ScanFolder;
import io.carryover.cli.scan.SplitPlan;
import io.carryover.cli.scan.TrainingShape;
import io.carryover.events.CohortRole;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deals the people and defines the cohorts.
 *
 * <p>In a split the scans to validate and to test on are the same for all sizes, seeds and methods,
 * and the training scans of a size are part of those of the next. Nobody who is validated or tested
 * on in any split is in the source.
 */
final class Planning {
  private static final int TEST_SCANS_AT_LEAST = 10;
  private static final int SOURCE_VALIDATION = 8;
  private static final int LONGEST_SLUG = 24;

  private final ExperimentSettings settings;
  private final Instant now;
  private final ScanFolder source;
  private final ScanFolder target;

  private Planning(ExperimentSettings settings, Instant now, ScanFolder source, ScanFolder target) {
    this.settings = settings;
    this.now = now;
    this.source = source;
    this.target = target;
  }

  /**
   * Reads or invents the scans and plans the experiment.
   *
   * @throws io.carryover.cli.command.CommandFailure a folder has too few people, or a setting is
   *     unknown
   */
  static ExperimentPlan plan(ExperimentSettings settings, Instant now) throws IOException {
    Path phantoms = settings.data().resolve("phantoms");
    Path source = settings.source().orElse(phantoms.resolve("source"));
    Path target = settings.target().orElse(phantoms.resolve("target"));
    if (settings.source().isEmpty() && !isWritten(source, target)) {
      int scans = settings.largestSize() + settings.validationScans() + settings.testScans();
      PhantomFolders.write(source, target, scans, settings.seed());
    }
    return new Planning(
            settings,
            now,
            ScanFolder.read(source, settings.samePerson()),
            ScanFolder.read(target, settings.samePerson()))
        .plan();
  }

  private static boolean isWritten(Path... folders) {
    return Stream.of(folders).allMatch(folder -> Files.exists(folder.resolve("dataset.json")));
  }

  private ExperimentPlan plan() {
    List<SortedMap<Split, List<DecathlonCase>>> deals = deals();
    LabelledCohort sourceCohort = source(deals);
    List<PlannedCohort> targets = new ArrayList<>();
    for (int split = 1; split <= settings.splits(); split++) {
      targets.addAll(targets(split, deals.get(split - 1), sourceCohort.id()));
    }
    return new ExperimentPlan(sourceCohort, targets, List.of(source.path(), target.path()));
  }

  private List<SortedMap<Split, List<DecathlonCase>>> deals() {
    int atLeast = Math.min(TEST_SCANS_AT_LEAST, settings.testScans());
    SplitPlan plan =
        SplitPlan.fewShot(
            settings.largestSize(), settings.validationScans(), atLeast, settings.testScans());
    return IntStream.range(0, settings.splits())
        .mapToObj(split -> target.split(plan, settings.seed() + split))
        .toList();
  }

  private LabelledCohort source(List<SortedMap<Split, List<DecathlonCase>>> deals) {
    ScanFolder others = source.without(target.unseen(deals));
    int validation = Math.min(SOURCE_VALIDATION, others.cases().size() / 2);
    SortedMap<Split, List<DecathlonCase>> scans =
        others.split(SplitPlan.mostlyTraining(validation), settings.seed());
    Shape shape = shape(scans, CohortRole.SOURCE);
    CohortDraft draft =
        draft(CohortRole.SOURCE, "source-" + slug(source), others, scans, shape)
            .with("training.seed", settings.seed())
            .with("prior.seed", settings.seed());
    return new LabelledCohort(
        settings.hyperparameters().over(draft, CohortRole.SOURCE).toEvent(now), scans);
  }

  private List<PlannedCohort> targets(
      int split, SortedMap<Split, List<DecathlonCase>> deal, String sourceId) {
    Shape shape = shape(deal, CohortRole.TARGET);
    List<PlannedCohort> cohorts = new ArrayList<>();
    for (int size : settings.sizes()) {
      for (int seed = 1; seed <= settings.seeds(); seed++) {
        cohorts.addAll(new Site(split, size, seed, nested(deal, size), shape, sourceId).cohorts());
      }
    }
    return cohorts;
  }

  /** The first training scans; those of a smaller size are part of those of a larger one. */
  private static SortedMap<Split, List<DecathlonCase>> nested(
      SortedMap<Split, List<DecathlonCase>> deal, int size) {
    SortedMap<Split, List<DecathlonCase>> scans = new TreeMap<>(deal);
    scans.put(Split.TRAIN, deal.get(Split.TRAIN).subList(0, size));
    return scans;
  }

  private Shape shape(SortedMap<Split, List<DecathlonCase>> scans, CohortRole role) {
    return TrainingShape.of(
        Stream.of(Split.TRAIN, Split.VALIDATION)
            .flatMap(split -> scans.get(split).stream())
            .toList(),
        settings.hyperparameters().over(CohortDraft.ofRole(role), role).patch());
  }

  private static CohortDraft draft(
      CohortRole role,
      String id,
      ScanFolder folder,
      SortedMap<Split, List<DecathlonCase>> scans,
      Shape shape) {
    return CohortDraft.ofRole(role)
        .with("id", id)
        .withStructure(folder.description(), shape)
        .with("trainScans", scans.get(Split.TRAIN).size())
        .with("validationScans", scans.get(Split.VALIDATION).size());
  }

  private static String slug(ScanFolder folder) {
    String slug = folder.slug();
    return slug.substring(0, Math.min(LONGEST_SLUG, slug.length())).replaceAll("-$", "");
  }

  /** One (size, split, seed): a cohort for all methods, and one for each RI of its own. */
  private final class Site {
    private final int split;
    private final int size;
    private final int seed;
    private final SortedMap<Split, List<DecathlonCase>> scans;
    private final Shape shape;
    private final String sourceId;

    Site(
        int split,
        int size,
        int seed,
        SortedMap<Split, List<DecathlonCase>> scans,
        Shape shape,
        String sourceId) {
      this.split = split;
      this.size = size;
      this.seed = seed;
      this.scans = scans;
      this.shape = shape;
      this.sourceId = sourceId;
    }

    List<PlannedCohort> cohorts() {
      Map<String, List<Arm>> bySuffix =
          Arm.of(settings.methods(), settings.riWeightDecays()).stream()
              .collect(Collectors.groupingBy(Arm::suffix, TreeMap::new, Collectors.toList()));
      return bySuffix.values().stream().map(this::cohort).toList();
    }

    private PlannedCohort cohort(List<Arm> arms) {
      String id =
          "target-%s-n%d-s%d-r%d%s"
              .formatted(slug(target), size, split, seed, arms.get(0).suffix());
      return new PlannedCohort(
          new LabelledCohort(definition(id, arms).toEvent(now), scans),
          arms.stream()
              .map(arm -> new Cell(arm.name(), arm.method(), size, split, seed, id))
              .toList());
    }

    private CohortDraft definition(String id, List<Arm> arms) {
      List<Method> methods = arms.stream().map(Arm::method).toList();
      CohortDraft draft =
          draft(CohortRole.TARGET, id, target, scans, shape)
              .with("sourceCohort", sourceId)
              .with("methods", methods)
              .with("training.seed", settings.seed() + seed - 1);
      return withDecay(settings.hyperparameters().over(draft, CohortRole.TARGET), arms.get(0));
    }

    private CohortDraft withDecay(CohortDraft draft, Arm arm) {
      Optional<Double> decay = arm.weightDecay().map(Double::valueOf);
      return decay.map(value -> draft.with("training.weightDecay", value)).orElse(draft);
    }
  }
}
