package io.carryover.cli.process;

import io.carryover.cli.command.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where Carryover's built services and benchmarks are.
 *
 * @param home root of the repository
 */
public record Installation(Path home) {
  /** Set by the launcher. */
  public static final String HOME_PROPERTY = "carryover.home";

  /** A heap of one size, touched at once: what then grows in memory is none of it. */
  private static final List<String> STEADY_HEAP =
      List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch");

  private static final String BENCHMARKS = "tools/benchmarks";
  private static final String TRAINING_MAIN = "io.carryover.benchmarks.training.TrainingBenchmark";
  private static final String SERVING_MAIN = "io.carryover.benchmarks.serving.ServingBenchmark";
  private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  /** The one that this command was launched from. */
  public static Installation ofThisCommand() {
    String home = System.getProperty(HOME_PROPERTY);
    if (home == null) {
      throw new CommandFailure(
          "start the services with the launcher ./carryover, which says where they are");
    }
    return new Installation(Path.of(home));
  }

  /** The services, by the folder of their module. */
  public enum Service {
    TRAINER("trainer-service"),
    PRIOR("prior-service"),
    INFERENCE("inference-service");

    private final String module;

    Service(String module) {
      this.module = module;
    }
  }

  /**
   * How to start a service.
   *
   * @throws CommandFailure it has not been built
   */
  public ServiceLaunch launch(
      Service service, String name, Map<String, String> settings, Path directory) {
    Path jar = built(service.module, "target/quarkus-app/quarkus-run.jar");
    return new ServiceLaunch(
        name, List.of(ownJar(), jar), QUARKUS_MAIN, settings, directory, List.of());
  }

  /**
   * How to start the benchmark of training; it ends by itself.
   *
   * @throws CommandFailure it has not been built
   */
  public ServiceLaunch launchTrainingBenchmark(Map<String, String> settings, Path directory) {
    return launchBenchmark("training", TRAINING_MAIN, settings, directory, STEADY_HEAP);
  }

  /**
   * How to start the benchmark of serving; it ends by itself.
   *
   * @throws CommandFailure it has not been built
   */
  public ServiceLaunch launchServingBenchmark(Map<String, String> settings, Path directory) {
    return launchBenchmark("serving", SERVING_MAIN, settings, directory, List.of());
  }

  private ServiceLaunch launchBenchmark(
      String name,
      String main,
      Map<String, String> settings,
      Path directory,
      List<String> options) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("ai.djl.offline", "true");
    return new ServiceLaunch(
        name,
        List.of(
            ownJar(),
            built(BENCHMARKS, "target/carryover-benchmarks.jar"),
            built(BENCHMARKS, "target/lib").resolve("*")),
        main,
        all,
        directory,
        options);
  }

  private Path built(String module, String part) {
    Path path = home.resolve(module).resolve(part);
    if (!Files.exists(path)) {
      throw new CommandFailure(
          module + " has not been built; run ./mvnw -DskipTests package in " + home);
    }
    return path;
  }

  private static Path ownJar() {
    return Path.of(
        BoundToParent.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
