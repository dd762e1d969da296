package io.carryover.benchmarks.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.benchmarks.measure.NoPyTorchException;
import io.carryover.benchmarks.measure.PythonContestant;
import io.carryover.benchmarks.measure.Quartiles;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.runtime.machine.ProcFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the speed of training and writes {@code training.json} and {@code training.md}; a main
 * class, because the engine and its threads belong to a whole process.
 */
public final class TrainingBenchmark {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String STEPS = "unet_steps.py";

  private final BenchmarkSettings settings;
  private final Clock clock;
  private final PrintStream progress;

  TrainingBenchmark(BenchmarkSettings settings, Clock clock, PrintStream progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Runs with the settings that the system properties hold, see {@link
   * BenchmarkSettings#asSystemProperties}; progress goes to standard output.
   */
  public static void main(String[] arguments) throws IOException {
    BenchmarkSettings settings = BenchmarkSettings.ofSystemProperties(System.getProperties());
    new TrainingBenchmark(settings, Clock.systemUTC(), System.out).run();
  }

  /** Measures and writes the results. */
  TrainingFigures run() throws IOException {
    TensorEngine.useThreads(settings.threads());
    Path scratch = Files.createTempDirectory("carryover-bench");
    try {
      TrainingFigures figures = figures(scratch);
      write(figures);
      return figures;
    } finally {
      delete(scratch);
    }
  }

  private TrainingFigures figures(Path scratch) throws IOException {
    try {
      try (PythonContestant pyTorch = pyTorch(scratch)) {
        requireSameNetwork(pyTorch.versions());
        return figures(scratch, Optional.of(pyTorch), Optional.empty());
      }
    } catch (NoPyTorchException e) {
      progress.println("SKIPPED: the comparison with PyTorch; " + e.getMessage());
      progress.println("         name a Python that has torch with --python PATH");
      return figures(scratch, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private PythonContestant pyTorch(Path scratch) throws NoPyTorchException {
    List<String> arguments =
        List.of(
            "--threads", Integer.toString(settings.threads()),
            "--batch", Integer.toString(Trainings.BATCH),
            "--shape", PythonContestant.text(settings.shape()),
            "--seed", Long.toString(settings.seed()));
    return PythonContestant.start(settings.python(), STEPS, arguments, scratch);
  }

  private static void requireSameNetwork(PythonContestant.Versions other) {
    int parameters = UNetArchitecture.standard().parameters();
    if (other.parameters() != parameters) {
      throw new IllegalStateException(
          "both networks must have %d parameters, PyTorch's has %d"
              .formatted(parameters, other.parameters()));
    }
  }

  private TrainingFigures figures(
      Path scratch, Optional<PythonContestant> pyTorch, Optional<String> skipped)
      throws IOException {
    progress.println("fitting a small prior for the DWP steps");
    Trainings trainings = new Trainings(settings, scratch);
    try (EngineSteps dwp = new EngineSteps(trainings.dwp());
        EngineSteps ri = new EngineSteps(trainings.ri())) {
      ProcFiles proc = ProcFiles.ofThisMachine();
      Rounds rounds = new Rounds(settings, ri, dwp, pyTorch, proc::residentMiB);
      rounds.run(progress);
      return figures(rounds, machine(proc, pyTorch.map(PythonContestant::versions)), skipped);
    }
  }

  private TrainingFigures figures(
      Rounds rounds, TrainingFigures.Machine machine, Optional<String> skipped) {
    Quartiles ri = Quartiles.of(rounds.riSeconds());
    Quartiles dwp = Quartiles.of(rounds.dwpSeconds());
    Quartiles pyTorch = skipped.isPresent() ? null : Quartiles.of(rounds.pyTorchSeconds());
    MemoryCourse memory = rounds.memory();
    return new TrainingFigures(
        TrainingFigures.VERSION,
        clock.instant().toString(),
        machine,
        settings(),
        ri,
        dwp,
        pyTorch,
        skipped.orElse(null),
        pyTorch == null ? null : ri.median() / pyTorch.median(),
        dwp.median() / ri.median(),
        TrainingFigures.Memory.of(memory),
        memory.flat(),
        rounds.rounds());
  }

  private TrainingFigures.Machine machine(
      ProcFiles proc, Optional<PythonContestant.Versions> versions) {
    return new TrainingFigures.Machine(
        proc.cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        settings.threads(),
        Runtime.version().toString(),
        TensorEngine.version(),
        versions.map(PythonContestant.Versions::torch).orElse(null),
        versions.map(PythonContestant.Versions::python).orElse(null));
  }

  private TrainingFigures.Settings settings() {
    return new TrainingFigures.Settings(
        Trainings.BATCH,
        Arrays.stream(settings.shape().sides()).boxed().toList(),
        settings.steps(),
        settings.rounds(),
        Rounds.WARM_UP_STEPS,
        settings.seed(),
        settings.kernelsPerStep(),
        UNetArchitecture.standard().parameters());
  }

  private void write(TrainingFigures figures) throws IOException {
    Files.createDirectories(settings.out());
    JSON.writeValue(settings.out().resolve("training.json").toFile(), figures);
    Files.writeString(settings.out().resolve("training.md"), FiguresText.of(figures));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
