package io.carryover.cli.process;

import io.carryover.cli.command.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where Carryover's built services are.
 *
 * @param home root of the repository
 */
public record Installation(Path home) {
  /** Set by the launcher. */
  public static final String HOME_PROPERTY = "carryover.home";

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
    Path jar = home.resolve(service.module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new CommandFailure(
          service.module + " has not been built; run ./mvnw -DskipTests package in " + home);
    }
    return new ServiceLaunch(name, List.of(ownJar(), jar), QUARKUS_MAIN, settings, directory);
  }

  private static Path ownJar() {
    return Path.of(
        BoundToParent.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
