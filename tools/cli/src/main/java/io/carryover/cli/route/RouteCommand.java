package io.carryover.cli.route;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.ModelRouted;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.topics.TopicSetup;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code carryover route}. */
@Command(
    name = "route",
    description = {
      "Shows the versions of a model, or says which one answers.",
      "The newest version answers by itself. A route replaces the one before it as a whole; it takes effect "
          + "on a replica once all its versions are open there, model-deployments says so."
    },
    footer = {
      "",
      "Examples:",
      "  ./carryover route caudate-dwp                                   # versions, what each does",
      "  ./carryover route caudate-dwp --pin 3f1c9a                      # back to an earlier one",
      "  ./carryover route caudate-dwp --pin 3f1c9a --canary 77ab02 --share 0.1",
      "  ./carryover route caudate-dwp --shadow 77ab02                   # compared, never answers",
      "  ./carryover route caudate-dwp --newest                          # the newest one again"
    })
public final class RouteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "Name of the model.")
  private String model;

  @ArgGroup(exclusive = false)
  private Duties duties = new Duties();

  @Option(names = "--newest", description = "No route: the newest version answers everything.")
  private boolean newest;

  @Mixin private BrokerOption broker;

  @Spec private CommandSpec spec;

  /** Who does what, by the beginnings of digests. */
  private static final class Duties {
    @Option(
        names = "--pin",
        paramLabel = "DIGEST",
        description = "Answers in place of the newest version.")
    private String pin;

    @Option(
        names = "--canary",
        paramLabel = "DIGEST",
        description = "Answers a share of the requests.")
    private String canary;

    @Option(
        names = "--share",
        paramLabel = "S",
        description = "Share of the canary, above 0, at most 1.")
    private double share;

    @Option(
        names = "--shadow",
        paramLabel = "DIGEST",
        description = "Segments beside the version that answers; model-comparisons tells both.")
    private String shadow;

    boolean none() {
      return pin == null && canary == null && shadow == null && share == 0;
    }
  }

  @Override
  public Integer call() {
    requireSense();
    Map<String, Object> kafka = broker.reachable();
    new TopicSetup(kafka).ensure(Topic.MODEL_VERSIONS, Topic.MODEL_ROUTES);
    ModelVersions versions = ModelVersions.of(model, kafka);
    if (versions.newestFirst().isEmpty()) {
      throw new CommandFailure(
          "no version of \"%s\" is on %s".formatted(model, Topic.MODEL_VERSIONS.topicName()));
    }
    if (newest || !duties.none()) {
      publish(kafka, route(versions::digest));
      versions = ModelVersions.of(model, kafka);
    }
    System.out.println(VersionTable.of(versions));
    return 0;
  }

  private void requireSense() {
    if (newest && !duties.none()) {
      throw new ParameterException(spec.commandLine(), "--newest goes with no other version");
    }
    boolean good = duties.canary == null ? duties.share == 0 : duties.share > 0;
    if (!good || duties.share > 1) {
      throw new ParameterException(
          spec.commandLine(), "--canary goes with --share above 0 and at most 1");
    }
  }

  private ModelRouted route(UnaryOperator<String> digest) {
    return ModelRouted.newBuilder()
        .setModel(model)
        .setPinnedSha256(named(duties.pin, digest))
        .setCanarySha256(named(duties.canary, digest))
        .setCanaryShare(duties.share)
        .setShadowSha256(named(duties.shadow, digest))
        .setRoutedAt(Clock.systemUTC().instant())
        .build();
  }

  private static String named(String beginning, UnaryOperator<String> digest) {
    return beginning == null ? null : digest.apply(beginning);
  }

  private static void publish(Map<String, Object> kafka, ModelRouted route) {
    try (EventPublisher publisher = new EventPublisher(kafka, "carryover-cli")) {
      publisher.publish(Topic.MODEL_ROUTES, route.getModel(), route);
    }
  }
}
