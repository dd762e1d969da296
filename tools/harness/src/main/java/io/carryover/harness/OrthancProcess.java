package io.carryover.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An Orthanc of this machine with its DICOMweb plug-in, empty, on free ports of 127.0.0.1. */
public final class OrthancProcess implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/Orthanc"), Path.of("/usr/bin/Orthanc"));

  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final String CONFIGURATION =
      """
      {
        "Name": "carryover-test",
        "StorageDirectory": "%s",
        "IndexDirectory": "%s",
        "Plugins": ["%s"],
        "HttpPort": %d,
        "DicomPort": %d,
        "RemoteAccessAllowed": false,
        "AuthenticationEnabled": false,
        "StableAge": 2,
        "DicomWeb": {"Enable": true, "Root": "/dicom-web/", "EnableMetadataCache": false}
      }
      """;

  private final Process process;
  private final URI root;

  private OrthancProcess(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /** What is missing to start one, as Debian names it; empty if nothing is. */
  public static Optional<String> missing() {
    if (program().isEmpty()) {
      return Optional.of("orthanc");
    }
    return Files.exists(PLUGIN) ? Optional.empty() : Optional.of("orthanc-dicomweb");
  }

  /**
   * Starts one; returns when it answers.
   *
   * @param directory for its database, its configuration and its log
   */
  public static OrthancProcess start(Path directory) {
    int port = freePort();
    URI root = URI.create("http://127.0.0.1:%d/".formatted(port));
    OrthancProcess orthanc = new OrthancProcess(launched(directory, port), root);
    orthanc.awaitReady();
    return orthanc;
  }

  private static Process launched(Path directory, int port) {
    try {
      String data = Files.createDirectories(directory.resolve("db")).toString();
      Path configuration =
          Files.writeString(
              directory.resolve("orthanc.json"),
              CONFIGURATION.formatted(data, data, PLUGIN, port, freePort()));
      return new ProcessBuilder(program().orElseThrow().toString(), configuration.toString())
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("orthanc.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> program() {
    return Stream.of(PROGRAMS).flatMap(List::stream).filter(Files::isExecutable).findFirst();
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        close();
        throw new IllegalStateException("Orthanc does not answer at " + root);
      }
      pause();
    }
  }

  private boolean answers() {
    try {
      HttpRequest request = HttpRequest.newBuilder(root.resolve("system")).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Address of its own interface. */
  public URI root() {
    return root;
  }

  /** Address of its DICOMweb. */
  public URI dicomWeb() {
    return root.resolve("dicom-web");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
