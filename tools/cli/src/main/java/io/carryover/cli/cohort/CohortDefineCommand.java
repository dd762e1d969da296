package io.carryover.cli.cohort;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.command.ShapeConverter;
import io.carryover.cli.scan.TrainingShape;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Method;
import io.carryover.events.Topic;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover cohort define}: publishes a CohortDefined. */
@Command(
    name = "define",
    description = {
      "Defines a cohort, or defines it anew; the latest definition counts.",
      "Values come from the defaults of the role, then --file, then --like, then the other options; later ones win."
    },
    footer = {
      "",
      "Examples:",
      "  ./carryover cohort define --id hippocampus --role source \\",
      "      --like hippocampus --train-scans 120 --validation-scans 10",
      "  ./carryover cohort define --id caudate --role target \\",
      "      --source-cohort hippocampus --like caudate \\",
      "      --train-scans 5 --validation-scans 2 --methods ri,dwp > caudate.json",
      "  ./carryover cohort define --file caudate.json --epochs 500"
    })
final class CohortDefineCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "JSON",
      description =
          "A cohort as JSON, as this command prints it; what is left out has its default.")
  private Path file;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Name: lower-case letters, digits and hyphens.")
  private String id;

  @Option(names = "--role", paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
  private CohortRole role;

  @Option(
      names = "--source-cohort",
      paramLabel = "ID",
      description = "TARGET: the cohort whose prior it uses.")
  private String sourceCohort;

  @Option(
      names = "--like",
      paramLabel = "DIR",
      description =
          "Takes structure, label values and training shape from a folder in Decathlon form.")
  private Path like;

  @Option(names = "--foreground", paramLabel = "NAME", description = "Name of the structure.")
  private String foreground;

  @Option(
      names = "--labels",
      paramLabel = "N",
      split = ",",
      description = "Values of the label map that are foreground.")
  private List<Integer> labels;

  @Option(
      names = "--shape",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      description = "Training shape along R, A and S, multiples of 8, for example 48x64x48.")
  private Shape shape;

  @Option(
      names = "--patch",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      description =
          "Train on random patches of this shape, multiples of 8 from 16 on, and serve with them: for scans too large to train on whole. --like then takes a shape that holds all scans.")
  private Shape patch;

  @Option(
      names = "--methods",
      paramLabel = "METHOD",
      split = ",",
      description = "TARGET: trainings wanted, of RI, PR, PRF, DWP (default: RI,DWP).")
  private List<Method> methods;

  @Option(
      names = "--networks",
      paramLabel = "N",
      description = "SOURCE: independent networks to train (default: 2).")
  private Integer networks;

  @Option(
      names = "--train-scans",
      paramLabel = "N",
      description = "Train when so many TRAIN scans are admitted.")
  private Integer trainScans;

  @Option(
      names = "--validation-scans",
      paramLabel = "N",
      description = "And so many VALIDATION scans (default: 0).")
  private Integer validationScans;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs at most (default: 100 for a source, 300 for a target); each network of a SOURCE has half as many more after its learning rate restarts.")
  private Integer epochs;

  @Option(
      names = "--prior-epochs",
      paramLabel = "N",
      description =
          "SOURCE: epochs of the prior at most, for each group of kernels (default: 100).")
  private Integer priorEpochs;

  @Option(names = "--seed", paramLabel = "N", description = "Seed (default: 1).")
  private Long seed;

  @Mixin private BrokerOption broker;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CohortDraft draft = withOptions(start());
    CohortDefined cohort = draft.toEvent(Clock.systemUTC().instant());
    Map<String, Object> kafka = broker.reachable();
    new TopicSetup(kafka).ensure(Topic.COHORTS);
    try (EventPublisher publisher = new EventPublisher(kafka, "carryover-cli")) {
      publisher.publish(Topic.COHORTS, cohort.getCohortId(), cohort);
    }
    System.out.println(draft);
    System.err.println("defined cohort " + cohort.getCohortId());
    return 0;
  }

  private CohortDraft start() {
    if (file == null && role == null) {
      throw new ParameterException(spec.commandLine(), "--role or --file is needed");
    }
    CohortDraft draft = file == null ? CohortDraft.ofRole(role) : CohortDraft.ofFile(file);
    CohortDraft patched = draft.withGiven("training.patch", sides(patch));
    return like == null ? patched : withFolder(patched, like);
  }

  private static CohortDraft withFolder(CohortDraft draft, Path folder) {
    DecathlonFolder scans = DecathlonFolder.read(folder);
    return draft.withStructure(scans, TrainingShape.of(scans.cases(), draft.patch()));
  }

  private CohortDraft withOptions(CohortDraft draft) {
    return draft
        .withGiven("id", id)
        .withGiven("role", role)
        .withGiven("sourceCohort", sourceCohort)
        .withGiven("foreground", foreground)
        .withGiven("labelValues", labels)
        .withGiven("shape", sides(shape))
        .withGiven("methods", methods)
        .withGiven("networks", networks)
        .withGiven("trainScans", trainScans)
        .withGiven("validationScans", validationScans)
        .withEpochs(epochs)
        .withGiven("prior.epochs", priorEpochs)
        .withGiven("training.seed", seed);
  }

  private static int[] sides(Shape given) {
    return given == null ? null : given.sides();
  }
}
