package io.carryover.benchmarks.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.imaging.volume.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same network in plain PyTorch, in a Python process that waits while the others have their
 * turn. Its environment is this process's own, so that both have the same thread and memory
 * settings.
 */
public final class PythonContestant implements Contestant {

  private static final String NETWORK = "unet.py";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final Path errors;
  private final Versions versions;

  private PythonContestant(Process process, Path errors) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.errors = errors;
    this.versions = JSON.readValue(line(), Versions.class);
  }

  /**
   * What runs the work.
   *
   * @param torch version of PyTorch
   * @param python version of Python
   * @param parameters of its network
   */
  public record Versions(String torch, String python, int parameters) {}

  /** What came of some turns: the seconds of each, and a figure of the last. */
  private record Timed(List<Double> seconds, double value) {}

  /**
   * Starts Python and returns when its network is ready.
   *
   * @param python command of the Python
   * @param script resource of this package
   * @param arguments of the script
   * @param scratch folder of the script and of what Python says on standard error
   * @throws NoPyTorchException there is no such Python, or it has no PyTorch
   */
  public static PythonContestant start(
      String python, String script, List<String> arguments, Path scratch)
      throws NoPyTorchException {
    try {
      Path errors = scratch.resolve("python.log");
      copy(NETWORK, scratch);
      List<String> command = command(python, copy(script, scratch), arguments);
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new PythonContestant(process, errors);
    } catch (IOException e) {
      throw new NoPyTorchException(python, e);
    }
  }

  /** A shape as the scripts take it. */
  public static String text(Shape shape) {
    return Arrays.stream(shape.sides())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static List<String> command(String python, Path script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(arguments);
    return command;
  }

  private static Path copy(String script, Path scratch) throws IOException {
    Path file = Files.createDirectories(scratch).resolve(script);
    try (InputStream text = PythonContestant.class.getResourceAsStream(script)) {
      Files.write(file, text.readAllBytes());
    }
    return file;
  }

  /** What runs the work. */
  public Versions versions() {
    return versions;
  }

  @Override
  public List<Double> timed(int turns) {
    try {
      requests.write(turns + "\n");
      requests.flush();
      Timed timed = JSON.readValue(line(), Timed.class);
      requireFinite(timed.value());
      return timed.seconds();
    } catch (IOException e) {
      throw new UncheckedIOException("the PyTorch side of the comparison failed", e);
    }
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("PyTorch's figure must be finite, got " + value);
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
