package io.carryover.prior;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, so that it can be killed. */
final class PriorServiceProcess {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI root;

  /**
   * Starts it.
   *
   * @param directory for its store, its work and its log
   */
  PriorServiceProcess(Path directory, String bootstrapServers, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                JAVA.toString(), "-Xmx1g", "-Dai.djl.offline=true", "-jar", JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("service.log").toFile()));
    builder.environment().putAll(environment(directory, bootstrapServers, port));
    this.process = builder.start();
    this.root = URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  private static Map<String, String> environment(Path directory, String bootstrap, int port) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        bootstrap,
        "CARRYOVER_STORE_DIRECTORY",
        directory.resolve("store").toString(),
        "CARRYOVER_WORK_DIRECTORY",
        directory.resolve("work").toString(),
        "CARRYOVER_THREADS",
        "1",
        "QUARKUS_HTTP_PORT",
        Integer.toString(port),
        "OMP_WAIT_POLICY",
        "PASSIVE");
  }

  /** Whether the readiness check says so. */
  boolean ready() {
    try {
      return get("q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Body of a page. */
  String page(String path) throws IOException {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; whether it ended in time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    process.destroy();
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGTERM, and SIGKILL if that takes too long. */
  void stop() throws InterruptedException {
    if (!endsWithin(Duration.ofSeconds(30))) {
      kill();
    }
  }
}
