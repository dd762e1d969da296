package io.carryover.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged service of the module under test as a process of its own. */
public final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int SHOWN_LINES = 30;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final URI root;
  private final Path log;

  private ServiceProcess(Process process, URI root, Path log) {
    this.process = process;
    this.root = root;
    this.log = log;
  }

  /**
   * Starts it on a free port of 127.0.0.1; returns at once.
   *
   * @param directory for its store, its work and its log, service.log
   * @param settings configuration by its property names, over the defaults of a test
   */
  public static ServiceProcess start(
      Path directory, String bootstrapServers, Map<String, String> settings) {
    int port = freePort();
    Map<String, String> all = new TreeMap<>(defaults(directory, bootstrapServers, port));
    all.putAll(settings);
    Path log = directory.resolve("service.log");
    return new ServiceProcess(
        launch(log, command(all)), URI.create("http://127.0.0.1:%d/".formatted(port)), log);
  }

  /** The store of a service that was started in a directory. */
  public static Path store(Path directory) {
    return directory.resolve("store");
  }

  /** The checkpoints and scratch files of a service that was started in a directory. */
  public static Path work(Path directory) {
    return directory.resolve("work");
  }

  private static Map<String, String> defaults(Path directory, String bootstrap, int port) {
    return Map.of(
        "kafka.bootstrap.servers",
        bootstrap,
        "carryover.store.directory",
        store(directory).toString(),
        "carryover.work-directory",
        work(directory).toString(),
        "quarkus.http.port",
        Integer.toString(port),
        "ai.djl.offline",
        "true");
  }

  private static List<String> command(Map<String, String> settings) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx1g"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  /** One thread by the environment: a service without that setting passes it over there only. */
  private static Process launch(Path log, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(Map.of("CARRYOVER_THREADS", "1", "GOMP_SPINCOUNT", "1000"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of its pages. */
  public URI root() {
    return root;
  }

  /**
   * Whether the readiness check says so.
   *
   * @throws IllegalStateException with the end of its log if it has ended: nobody waits for it then
   */
  public boolean ready() {
    requireAlive();
    try {
      return get("q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the service must run, it ended with %d:%n%s".formatted(process.exitValue(), endOfLog()));
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** Body of a page. */
  public String page(String path) throws IOException {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER_WITHIN).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** SIGKILL: nothing of it runs on. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; whether it ended within the time. */
  public boolean endsWithin(Duration time) {
    process.destroy();
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** SIGTERM, and SIGKILL if that takes too long. */
  @Override
  public void close() {
    if (!endsWithin(STOP_WITHIN)) {
      kill();
    }
  }
}
