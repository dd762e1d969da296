package io.carryover.benchmarks.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps of the same network in plain PyTorch, in a Python process that waits while the others
 * have their turn. Its environment is this process's own, so that both have the same thread and
 * memory settings.
 */
final class PyTorchSteps implements Contestant {

  private static final String SCRIPT = "unet_steps.py";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final Path errors;
  private final Versions versions;

  private PyTorchSteps(Process process, Path errors) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.errors = errors;
    this.versions = JSON.readValue(line(), Versions.class);
  }

  /**
   * What runs the steps.
   *
   * @param torch version of PyTorch
   * @param python version of Python
   * @param parameters of its network
   */
  record Versions(String torch, String python, int parameters) {}

  /** What came of some steps: the seconds of each, and the loss before the last. */
  private record Timed(List<Double> seconds, double loss) {}

  /**
   * Starts Python and returns when its network is ready.
   *
   * @param scratch folder of the script and of what Python says on standard error
   * @throws NoPyTorchException there is no such Python, or it has no PyTorch
   */
  static PyTorchSteps start(BenchmarkSettings settings, Path scratch) throws NoPyTorchException {
    try {
      Path errors = scratch.resolve("python.log");
      Process process =
          new ProcessBuilder(command(settings, script(scratch)))
              .redirectError(errors.toFile())
              .start();
      return new PyTorchSteps(process, errors);
    } catch (IOException e) {
      throw new NoPyTorchException(settings.python(), e);
    }
  }

  private static Path script(Path scratch) throws IOException {
    Path script = Files.createDirectories(scratch).resolve(SCRIPT);
    try (InputStream text = PyTorchSteps.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, text.readAllBytes());
    }
    return script;
  }

  private static List<String> command(BenchmarkSettings settings, Path script) {
    return List.of(
        settings.python(),
        script.toString(),
        "--threads",
        Integer.toString(settings.threads()),
        "--batch",
        Integer.toString(Trainings.BATCH),
        "--shape",
        Arrays.stream(settings.shape().sides())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",")),
        "--seed",
        Long.toString(settings.seed()));
  }

  Versions versions() {
    return versions;
  }

  @Override
  public List<Double> timed(int steps) {
    try {
      requests.write(steps + "\n");
      requests.flush();
      Timed timed = JSON.readValue(line(), Timed.class);
      requireFinite(timed.loss());
      return timed.seconds();
    } catch (IOException e) {
      throw new UncheckedIOException("the PyTorch side of the comparison failed", e);
    }
  }

  private static void requireFinite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException("PyTorch's loss must be finite, got " + loss);
    }
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(lastWords());
    }
    return line;
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readString(errors).lines().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "Python ended without a word" : lines.get(lines.size() - 1);
  }

  /** Python ends with its input; whatever it is at is not waited for. */
  @Override
  public void close() {
    process.destroy();
  }
}
