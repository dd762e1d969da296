package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.networks.weights.WeightFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last whole epoch of a loop, on disk.
 *
 * <pre>
 *   checkpoint.json              LoopState: counters, schedule, best epoch; written last, atomically
 *   checkpoint-EPOCH.safetensors parameter.NAME, adam.mean.NAME, adam.variance.NAME, best.NAME
 * </pre>
 *
 * <p>The JSON file says which epoch counts, so a reader never sees halves of two epochs. No random
 * state is needed: draws are seeded by epoch and step.
 */
final class Checkpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARRAYS_PREFIX = "checkpoint-";

  private final Path directory;

  Checkpoint(Path directory) {
    this.directory = directory;
  }

  Optional<LoopState> state() {
    Path file = directory.resolve("checkpoint.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), LoopState.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read checkpoint " + file, e);
    }
  }

  Map<String, NDArray> arrays(NDManager manager, LoopState state) {
    return WeightFile.read(manager, arraysFile(state));
  }

  void write(LoopState state, Map<String, NDArray> arrays) {
    WeightFile.write(arrays, arraysFile(state));
    try {
      WeightFile.replace(directory.resolve("checkpoint.json"), JSON.writeValueAsBytes(state));
      deleteAllArraysBut(arraysFile(state));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write checkpoint in " + directory, e);
    }
  }

  private Path arraysFile(LoopState state) {
    return directory.resolve(
        "%s%d-%d.safetensors".formatted(ARRAYS_PREFIX, state.epoch(), state.cycle()));
  }

  private void deleteAllArraysBut(Path current) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files.filter(f -> isOldArrays(f, current))::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOldArrays(Path file, Path current) {
    return file.getFileName().toString().startsWith(ARRAYS_PREFIX) && !file.equals(current);
  }
}
