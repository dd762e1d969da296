package io.carryover.cli.experiment;

import io.carryover.cli.command.ShapeConverter;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.scan.FoldersOption;
import io.carryover.cli.scan.SamePersonOption;
import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover experiment}: does the transfer help on these data? */
@Command(
    name = "experiment",
    description = {
      "Does the transfer help on my data, and by how much? Trains every method on target cohorts of "
          + "several sizes, splits and seeds, by events, and measures each model on test scans of "
          + "other people. Nobody of the target's folder is in the source.",
      "It may be stopped at any time (Ctrl-C): the same command with the same --out goes on, runs "
          + "nothing again that is finished, and ends with the same numbers. With more arms, sizes, "
          + "splits or seeds it trains what is new; any other change is refused. Without folders "
          + "it invents phantoms.",
      "Arms are the methods as they are, and methods with settings of their own (--arm, "
          + "--ri-weight-decays, --controls). With --search they are compared on validation scans "
          + "and no test scan is read: settings are chosen so, and measured without it after."
    },
    footer = {
      "",
      "Results in OUT: results.csv (a row per model and test scan; with --search search.csv, a row "
          + "per model), report.md, pictures/, plan.json, logs/. Topics, store and checkpoints are "
          + "kept under OUT/.data. Long options may stand in a file, one a line: "
          + "./carryover experiment @FILE.",
      "",
      "Examples:",
      "  ./carryover experiment --source hippocampus --target caudate --out e1",
      "  ./carryover experiment --source a --target b --sizes 5,10 \\",
      "      --methods ri,dwp --ri-weight-decays 0,5e-3 --epochs 200 --out e2",
      "  ./carryover experiment --sizes 3 --splits 1 --seeds 1 --epochs 2 \\",
      "      --source-epochs 2 --prior-epochs 2 --methods ri,dwp --out smoke",
      "  ./carryover experiment --source a --target b --sizes 5 --methods dwp \\",
      "      --arm dwp-kl1e-2=dwp,klWeight=1e-2 \\",
      "      --arm dwp-kl1e-4=dwp,klWeight=1e-4,initialLogVariance=-3 \\",
      "      --search --validation-scans 12 --out choose"
    })
public final class ExperimentCommand implements Callable<Integer> {
  private static final int WITHOUT_FIGURES = 1;

  @Mixin private FoldersOption folders;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "5,10,15,20",
      description =
          "Target scans to train on (default: ${DEFAULT-VALUE}). Where people are few, the largest size decides how many are left to test on: name it from the start.")
  private List<Integer> sizes;

  @Option(
      names = "--methods",
      paramLabel = "METHOD",
      split = ",",
      defaultValue = "ri,pr,prf,dwp",
      description = "What is compared, of ri, pr, prf, dwp (default: ${DEFAULT-VALUE}).")
  private List<Method> methods;

  @Option(
      names = "--ri-weight-decays",
      paramLabel = "D",
      split = ",",
      description = "Weight decays that RI is trained with besides, as ri-wdD.")
  private List<String> riWeightDecays = List.of();

  @Option(
      names = "--controls",
      paramLabel = "PRIOR",
      split = ",",
      description =
          "DWP with a prior that should not help, as dwp-PRIOR: shuffled (kernels whose taps are permuted; the source then fits it too, so it is asked for from the start), gaussian (per tap).")
  private List<PriorKind> controls = List.of();

  @Option(
      names = "--arm",
      paramLabel = "NAME=METHOD,KEY=VALUE",
      converter = ArmConverter.class,
      description =
          "A method with settings of its own, as dwp-kl1e-2=dwp,klWeight=1e-2,initialLogVariance=-3; repeatable. Keys are those of target.training in a cohort file.")
  private List<Arm> ownArms = List.of();

  @Option(
      names = "--splits",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often people are dealt anew (default: ${DEFAULT-VALUE}).")
  private int splits;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Models of each method on the same scans (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--validation-scans",
      paramLabel = "N",
      defaultValue = "2",
      description = "Target scans to validate on (default: ${DEFAULT-VALUE}).")
  private int validationScans;

  @Option(
      names = "--test-scans",
      paramLabel = "N",
      defaultValue = "20",
      description = "Target scans to test on, at most (default: ${DEFAULT-VALUE}).")
  private int testScans;

  @Option(
      names = "--same-test",
      description =
          "Tests on the same people in all splits; only people to train and validate on are dealt anew.")
  private boolean sameTest;

  @Option(
      names = "--test-people",
      paramLabel = "ID",
      split = ",",
      description =
          "Tests on these people in all splits, by their numbers in file names or subjects.csv: for "
              + "a test set that an earlier search has not seen.")
  private Set<String> testPeople = Set.of();

  @Option(
      names = "--search",
      description =
          "Compares by validation DSC alone: the same test people are set aside in all splits, and their scans not read. Measure afterwards with --same-test, --seed and --test-scans as here.")
  private boolean search;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of a target training at most (default: 300).")
  private String epochs;

  @Option(
      names = "--source-epochs",
      paramLabel = "N",
      description =
          "Epochs of a source network at most (default: 100), and half as many after its learning rate restarts.")
  private Integer sourceEpochs;

  @Option(
      names = "--prior-epochs",
      paramLabel = "N",
      description = "Epochs of the prior at most, for each group of kernels (default: 100).")
  private String priorEpochs;

  @Option(
      names = "--networks",
      paramLabel = "N",
      description = "Independent source networks (default: 2).")
  private String networks;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Weight decay of all target trainings (default: 2e-3).")
  private String weightDecay;

  @Option(
      names = "--source-weight-decay",
      paramLabel = "D",
      description = "Weight decay of the source networks (default: 2e-3).")
  private String sourceWeightDecay;

  @Option(
      names = "--patch",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      description =
          "Train all networks on random patches of this shape, multiples of 8 from 16 on, and serve with them: for scans too large to train on whole.")
  private Shape patch;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Any other setting of a cohort file, as target.training.klWeight=1e-4; repeatable.")
  private Map<String, String> others = Map.of();

  @Option(
      names = "--trainers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainer processes, which share the runs (default: ${DEFAULT-VALUE}).")
  private int trainers;

  @ArgGroup(exclusive = false)
  private Cluster cluster;

  /** A running one in place of its own. */
  private static final class Cluster {
    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        required = true,
        description = "Kafka broker of a running cluster (default: starts its own).")
    private String bootstrap;

    @Option(
        names = "--store",
        paramLabel = "DIR",
        required = true,
        description = "Folder of that cluster's artifact store, at the path its services have.")
    private Path store;
  }

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "experiment-out",
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "First seed of phantoms, splits and training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private SamePersonOption samePerson;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExperimentSettings settings = settings();
    Files.createDirectories(settings.data());
    Clock clock = Clock.systemUTC();
    ExperimentPlan plan = Planning.plan(settings, clock.instant());
    new PlanFile(settings.out().resolve("plan.json")).keep(plan);
    int missing = run(settings, plan, clock);
    System.out.println(settings.out().resolve("report.md"));
    return missing == 0 ? 0 : WITHOUT_FIGURES;
  }

  private int run(ExperimentSettings settings, ExperimentPlan plan, Clock clock)
      throws IOException, InterruptedException {
    try (CloseOnExit closeOnExit = new CloseOnExit();
        Progress progress = Progress.onStandardOutput(new Elapsed(clock))) {
      progress.line(description(plan));
      Platform platform = platform(settings, plan, closeOnExit, progress);
      return new ExperimentRun(plan, settings.out(), platform, closeOnExit, progress, clock).run();
    }
  }

  private Platform platform(
      ExperimentSettings settings, ExperimentPlan plan, CloseOnExit closeOnExit, Progress progress)
      throws IOException, InterruptedException {
    return cluster == null
        ? Platform.own(settings, plan, trainers, closeOnExit, progress)
        : Platform.running(cluster.bootstrap, absolute(cluster.store));
  }

  private static String description(ExperimentPlan plan) {
    return "trainings: %d, target cohorts: %d, source: %s; Ctrl-C stops, the same command goes on"
        .formatted(plan.cells().size(), plan.targets().size(), plan.source().id());
  }

  private ExperimentSettings settings() {
    check();
    return new ExperimentSettings(
        folders.source(),
        folders.target(),
        sizes,
        arms(),
        splits,
        seeds,
        validationScans,
        testScans,
        sameTest ? TestDeal.SAME : TestDeal.ANEW,
        testPeople,
        search ? Judged.ON_VALIDATION_SCANS : Judged.ON_TEST_SCANS,
        hyperparameters(),
        samePerson.pairs(),
        seed,
        absolute(out));
  }

  private List<Arm> arms() {
    return Stream.of(
            methods.stream().map(Arm::of),
            riWeightDecays.stream().map(Arm::ofRiWeightDecay),
            controls.stream().map(Arm::ofControl),
            ownArms.stream())
        .flatMap(arms -> arms)
        .toList();
  }

  private Hyperparameters hyperparameters() {
    Map<String, String> byName = new TreeMap<>();
    put(byName, "target.training.epochs", epochs);
    put(byName, "target.training.weightDecay", weightDecay);
    put(byName, "source.training.weightDecay", sourceWeightDecay);
    put(byName, "source.prior.epochs", priorEpochs);
    put(byName, "source.networks", networks);
    putSourceEpochs(byName);
    putPatch(byName);
    byName.putAll(others);
    return new Hyperparameters(byName);
  }

  private void putSourceEpochs(Map<String, String> byName) {
    if (sourceEpochs != null) {
      byName.put("source.training.epochs", sourceEpochs.toString());
      byName.put("source.training.restartEpochs", "" + Math.max(1, sourceEpochs / 2));
    }
  }

  private void putPatch(Map<String, String> byName) {
    if (patch != null) {
      String sides = Arrays.toString(patch.sides());
      byName.put("source.training.patch", sides);
      byName.put("target.training.patch", sides);
    }
  }

  private static void put(Map<String, String> byName, String name, String value) {
    if (value != null) {
      byName.put(name, value);
    }
  }

  private void check() {
    sizes.forEach(size -> requireAtLeast("--sizes", size, 1));
    requireAtLeast("--splits", splits, 1);
    requireAtLeast("--seeds", seeds, 1);
    requireAtLeast("--validation-scans", validationScans, 1);
    requireAtLeast("--test-scans", testScans, 1);
    requireAtLeast("--trainers", trainers, 1);
    riWeightDecays.forEach(this::requireDecay);
    if (controls.contains(PriorKind.VAE)) {
      throw fault("--controls are of shuffled, gaussian, not vae");
    }
    if (methods.contains(Method.SOURCE)) {
      throw fault("--methods are of ri, pr, prf, dwp, not source");
    }
  }

  private void requireDecay(String decay) {
    if (!decay.matches("[0-9.]+([eE]-?[0-9]+)?")) {
      throw fault("--ri-weight-decays is like 0,2e-3, not " + decay);
    }
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw fault("%s is at least %d, not %d".formatted(option, least, value));
    }
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
