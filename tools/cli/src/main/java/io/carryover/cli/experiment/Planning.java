package io.carryover.cli.experiment;

import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.HeldOutSplit;
import io.carryover.cli.scan.PhantomFolders;
import io.carryover.cli.scan.ScanFolder;
import io.carryover.cli.scan.SplitPlan;
import io.carryover.cli.scan.TrainingShape;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deals the people and defines the cohorts.
 *
 * <p>In a split the scans to validate and to test on are the same for all sizes, seeds and arms,
 * and the training scans of a size are part of those of the next. Nobody of the target's folder is
 * in the source, whether dealt to a split or not: so further arms, sizes, splits and seeds add
 * cohorts and change none.
 */
final class Planning {
  private static final int TEST_SCANS_AT_LEAST = 10;
  private static final int SOURCE_VALIDATION = 8;
  private static final int LONGEST_SLUG = 24;
  private static final int LONGEST_ID = 63;

  /** Training scans that the shape is taken from, whatever the sizes are. */
  private static final int SCANS_OF_SHAPE = 20;

  /** Phantoms for an experiment that grows; their number cannot change without dealing all anew. */
  private static final int PHANTOMS_AT_LEAST = 64;

  private static final String CONTROL = "source.prior.shuffledControl";

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
   * @throws CommandFailure a folder has too few people, or a setting is unknown or out of range
   */
  static ExperimentPlan plan(ExperimentSettings settings, Instant now) throws IOException {
    Path phantoms = settings.data().resolve("phantoms");
    Path source = settings.source().orElse(phantoms.resolve("source"));
    Path target = settings.target().orElse(phantoms.resolve("target"));
    if (settings.source().isEmpty() && !isWritten(source, target)) {
      int scans = settings.largestSize() + settings.validationScans() + settings.testScans();
      PhantomFolders.write(source, target, Math.max(scans, PHANTOMS_AT_LEAST), settings.seed());
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
    List<PlannedCohort> targets = new ArrayList<>();
    for (int split = 1; split <= settings.splits(); split++) {
      targets.addAll(targets(split, deal(split)));
    }
    return new ExperimentPlan(
        settings.judged(),
        source(targets),
        targets,
        TestPeople.of(target, targets.stream().map(one -> one.cohort().scans()).toList()),
        setAside(),
        List.of(source.path(), target.path()));
  }

  /** Whom a search leaves alone, in all splits. */
  private List<String> setAside() {
    return settings.judged() == Judged.ON_TEST_SCANS
        ? List.of()
        : deal(1).get(Split.TEST).stream().map(DecathlonCase::id).sorted().toList();
  }

  private SortedMap<Split, List<DecathlonCase>> deal(int split) {
    HeldOutSplit.Wanted wanted =
        new HeldOutSplit.Wanted(
            settings.largestSize(),
            settings.validationScans(),
            Math.min(TEST_SCANS_AT_LEAST, settings.testScans()),
            settings.testScans(),
            settings.testPeople().stream()
                .map(target.people()::personOf)
                .collect(Collectors.toSet()));
    long testSeed = settings.testDeal().seed(settings.seed(), split);
    return HeldOutSplit.of(target, wanted, testSeed, settings.seed() + split - 1);
  }

  private String sourceId() {
    return "source-" + slug(source);
  }

  private LabelledCohort source(List<PlannedCohort> targets) {
    ScanFolder others = others();
    int validation = Math.min(SOURCE_VALIDATION, others.cases().size() / 2);
    SortedMap<Split, List<DecathlonCase>> scans =
        others.split(SplitPlan.mostlyTraining(validation), settings.seed());
    Shape shape = shape(scans.values().stream().flatMap(Collection::stream), CohortRole.SOURCE);
    CohortDraft draft =
        draft(CohortRole.SOURCE, sourceId(), others, scans, shape)
            .with("training.seed", settings.seed())
            .with("prior.seed", settings.seed());
    CohortDraft set = settings.hyperparameters().over(draft, CohortRole.SOURCE);
    return new LabelledCohort(withControl(set, targets).toEvent(now), scans);
  }

  private ScanFolder others() {
    ScanFolder others = source.without(target.everybody());
    if (others.cases().size() < 2) {
      throw new CommandFailure(
          "nobody of the target's folder is in the source, which leaves %d of %d scans of %s; use a source of other people"
              .formatted(others.cases().size(), source.cases().size(), source.path()));
    }
    return others;
  }

  private CohortDraft withControl(CohortDraft draft, List<PlannedCohort> targets) {
    if (targets.stream().noneMatch(Planning::isShuffled)) {
      return draft;
    }
    if ("false".equals(settings.hyperparameters().byName().get(CONTROL))) {
      throw new CommandFailure(
          "an arm has the prior SHUFFLED, which needs %s=true, not false".formatted(CONTROL));
    }
    return draft.with("prior.shuffledControl", true);
  }

  private static boolean isShuffled(PlannedCohort target) {
    return target.cohort().definition().getMethods().contains(Method.DWP)
        && target.cohort().definition().getTraining().getPriorKind() == PriorKind.SHUFFLED;
  }

  private List<PlannedCohort> targets(int split, SortedMap<Split, List<DecathlonCase>> deal) {
    Shape shape = shape(deal);
    List<PlannedCohort> cohorts = new ArrayList<>();
    for (int size : settings.sizes()) {
      for (int seed = 1; seed <= settings.seeds(); seed++) {
        cohorts.addAll(new Site(split, size, seed, nested(deal, size), shape).cohorts());
      }
    }
    return cohorts;
  }

  /** Training scans of a size; test scans only where they are measured on. */
  private SortedMap<Split, List<DecathlonCase>> nested(
      SortedMap<Split, List<DecathlonCase>> deal, int size) {
    SortedMap<Split, List<DecathlonCase>> scans = new TreeMap<>(deal);
    scans.put(Split.TRAIN, deal.get(Split.TRAIN).subList(0, size));
    if (settings.judged() == Judged.ON_VALIDATION_SCANS) {
      scans.remove(Split.TEST);
    }
    return scans;
  }

  /** The same for all sizes, so that an experiment can grow. */
  private Shape shape(SortedMap<Split, List<DecathlonCase>> deal) {
    return shape(
        Stream.concat(
            deal.get(Split.TRAIN).stream().limit(SCANS_OF_SHAPE),
            deal.get(Split.VALIDATION).stream()),
        CohortRole.TARGET);
  }

  private Shape shape(Stream<DecathlonCase> scans, CohortRole role) {
    return TrainingShape.of(
        scans.toList(), settings.hyperparameters().over(CohortDraft.ofRole(role), role).patch());
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

  /** One (size, split, seed): a cohort for all methods as they are, and one for each other arm. */
  private final class Site {
    private final int split;
    private final int size;
    private final int seed;
    private final SortedMap<Split, List<DecathlonCase>> scans;
    private final Shape shape;

    Site(int split, int size, int seed, SortedMap<Split, List<DecathlonCase>> scans, Shape shape) {
      this.split = split;
      this.size = size;
      this.seed = seed;
      this.scans = scans;
      this.shape = shape;
    }

    List<PlannedCohort> cohorts() {
      Map<String, List<Arm>> bySuffix =
          settings.arms().stream()
              .collect(Collectors.groupingBy(Arm::suffix, LinkedHashMap::new, Collectors.toList()));
      return bySuffix.values().stream().map(this::cohort).toList();
    }

    private PlannedCohort cohort(List<Arm> arms) {
      String id = id(arms.get(0));
      return new PlannedCohort(
          new LabelledCohort(definition(id, arms), scans),
          arms.stream()
              .map(arm -> new Cell(arm.name(), arm.method(), size, split, seed, id))
              .toList());
    }

    private String id(Arm arm) {
      String id =
          "target-%s-n%d-s%d-r%d%s".formatted(slug(target), size, split, seed, arm.suffix());
      if (id.length() > LONGEST_ID) {
        throw new CommandFailure(
            "a cohort's id has at most %d characters, but %s has %d; shorten the name of arm %s"
                .formatted(LONGEST_ID, id, id.length(), arm.name()));
      }
      return id;
    }

    private CohortDefined definition(String id, List<Arm> arms) {
      List<Method> methods = arms.stream().map(Arm::method).toList();
      CohortDraft draft =
          draft(CohortRole.TARGET, id, target, scans, shape)
              .with("sourceCohort", sourceId())
              .with("methods", methods)
              .with("training.seed", settings.seed() + seed - 1);
      Arm first = arms.get(0);
      return defined(first, first.over(settings.hyperparameters().over(draft, CohortRole.TARGET)));
    }

    private CohortDefined defined(Arm arm, CohortDraft draft) {
      try {
        return draft.toEvent(now);
      } catch (CommandFailure e) {
        throw new CommandFailure("arm %s: %s".formatted(arm, e.getMessage()), e);
      }
    }
  }
}
