package io.carryover.benchmarks.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.benchmarks.measure.Contestant;
import io.carryover.benchmarks.measure.NoPyTorchException;
import io.carryover.benchmarks.measure.PythonContestant;
import io.carryover.benchmarks.measure.Quartiles;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.patch.PatchGrid;
import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.Segmenter;
import io.carryover.runtime.machine.ProcFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures how fast scans are segmented and writes {@code serving.json} and {@code serving.md}; a
 * main class, so that nothing else is in its process.
 */
public final class ServingBenchmark {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String FORWARD = "unet_forward.py";
  private static final int ONE_PATCH = 1;
  private static final int WARM_UP = 1;
  private static final int BYTES_PER_VOXEL = Float.BYTES + 1;
  private static final double BYTES_PER_MIB = 1 << 20;

  private final ServingSettings settings;
  private final Clock clock;
  private final PrintStream progress;

  ServingBenchmark(ServingSettings settings, Clock clock, PrintStream progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Runs with the settings that the system properties hold, see {@link
   * ServingSettings#asSystemProperties}; progress goes to standard output.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ServingSettings settings = ServingSettings.ofSystemProperties(System.getProperties());
    new ServingBenchmark(settings, Clock.systemUTC(), System.out).run();
  }

  /** Measures and writes the results. */
  ServingFigures run() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("carryover-bench");
    try {
      ServingFigures figures = figures(scratch);
      write(figures);
      return figures;
    } finally {
      delete(scratch);
    }
  }

  private ServingFigures figures(Path scratch) throws IOException, InterruptedException {
    Path file = RandomModel.write(scratch, settings.patch(), settings.seed());
    progress.println("memory: one scan in processes of their own, three for each length");
    ServingFigures.Peak peak = peak(file);
    SessionSettings session = SessionSettings.cpu(settings.threads());
    try (OnnxModel served = OnnxModel.open(file, session);
        OnnxModel plain = OnnxModel.open(file, session.asExported())) {
      progress.println("served graph: " + served.graph().text() + ", " + served.graph().reason());
      return timed(new Models(served, plain), scratch, peak);
    }
  }

  /** The same file, as it is served and as it is exported. */
  private record Models(OnnxModel served, OnnxModel plain) {}

  private ServingFigures timed(Models models, Path scratch, ServingFigures.Peak peak)
      throws IOException {
    Optional<String> skipped = Optional.empty();
    Optional<String> torch = Optional.empty();
    try (PythonContestant python = python(scratch, ONE_PATCH)) {
      torch = Optional.of(python.versions().torch());
    } catch (NoPyTorchException e) {
      skipped = Optional.of(e.getMessage());
      progress.println("SKIPPED: the comparison with PyTorch; " + e.getMessage());
      progress.println("         name a Python that has torch with --python PATH");
    }
    boolean withTorch = skipped.isEmpty();
    ServingFigures.Work patch = work("patch", models, settings.patch(), scratch, withTorch);
    ServingFigures.Work volume = work("volume", models, settings.volume(), scratch, withTorch);
    return new ServingFigures(
        ServingFigures.VERSION,
        clock.instant().toString(),
        machine(torch),
        settings(),
        patch,
        volume,
        skipped.orElse(null),
        patch.service().median() / patch.plainOrt().median(),
        withTorch ? patch.service().median() / patch.pyTorch().median() : null,
        peak);
  }

  private ServingFigures.Work work(
      String name, Models models, Shape shape, Path scratch, boolean withTorch) {
    int patches = new PatchGrid(shape, settings.patch(), InputSpec.SERVED_OVERLAP).size();
    ServicePath service =
        new ServicePath(
            Segmenter.of(models.served(), ONE_PATCH, Lane.direct(), System::nanoTime),
            RandomModel.scan(shape, settings.seed()));
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new Turns(service));
    contestants.add(new Turns(new PlainGraph(models.plain(), settings.patch(), patches)));
    if (withTorch) {
      contestants.add(started(scratch, patches));
    }
    try {
      List<Quartiles> seconds = rounds(name, contestants);
      return new ServingFigures.Work(
          patches,
          seconds.get(0),
          seconds.get(1),
          withTorch ? seconds.get(2) : null,
          service.shareAround(),
          shape.voxels() / seconds.get(0).median());
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private List<Quartiles> rounds(String name, List<Contestant> contestants) {
    List<List<Double>> seconds = new ArrayList<>();
    for (Contestant contestant : contestants) {
      contestant.timed(WARM_UP);
      seconds.add(new ArrayList<>());
    }
    for (int round = 1; round <= settings.rounds(); round++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < contestants.size(); i++) {
        seconds.get(i).addAll(contestants.get(i).timed(1));
        double last = seconds.get(i).get(round - 1);
        line.append(String.format(Locale.ROOT, " %.3f s", last));
      }
      progress.println(
          "%s, round %d of %d: service, plain graph, PyTorch:%s"
              .formatted(name, round, settings.rounds(), line));
    }
    return seconds.stream().map(Quartiles::of).toList();
  }

  private PythonContestant started(Path scratch, int patches) {
    try {
      return python(scratch, patches);
    } catch (NoPyTorchException e) {
      throw new IllegalStateException("PyTorch was there a moment ago", e);
    }
  }

  private PythonContestant python(Path scratch, int patches) throws NoPyTorchException {
    List<String> arguments =
        List.of(
            "--threads", Integer.toString(settings.threads()),
            "--shape", PythonContestant.text(settings.patch()),
            "--patches", Integer.toString(patches),
            "--seed", Long.toString(settings.seed()));
    return PythonContestant.start(settings.python(), FORWARD, arguments, scratch);
  }

  private ServingFigures.Peak peak(Path model) throws IOException, InterruptedException {
    double shorter = PeakMemory.of(model, settings.threads(), settings.shorter());
    double longer = PeakMemory.of(model, settings.threads(), settings.longer());
    double voxels = (double) settings.longer().voxels() - settings.shorter().voxels();
    return new ServingFigures.Peak(
        shorter, longer, longer - shorter, voxels * BYTES_PER_VOXEL / BYTES_PER_MIB);
  }

  private ServingFigures.Machine machine(Optional<String> torch) {
    return new ServingFigures.Machine(
        ProcFiles.ofThisMachine().cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        settings.threads(),
        Runtime.version().toString(),
        torch.orElse(null));
  }

  private ServingFigures.Settings settings() {
    return new ServingFigures.Settings(
        settings.rounds(),
        sides(settings.patch()),
        sides(settings.volume()),
        sides(settings.shorter()),
        sides(settings.longer()),
        InputSpec.SERVED_OVERLAP,
        settings.seed());
  }

  private static List<Integer> sides(Shape shape) {
    return Arrays.stream(shape.sides()).boxed().toList();
  }

  private void write(ServingFigures figures) throws IOException {
    Files.createDirectories(settings.out());
    JSON.writeValue(settings.out().resolve("serving.json").toFile(), figures);
    Files.writeString(settings.out().resolve("serving.md"), ServingText.of(figures));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
