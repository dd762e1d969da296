package io.carryover.cli.bench;

import io.carryover.benchmarks.training.BenchmarkSettings;
import io.carryover.cli.command.ShapeConverter;
import io.carryover.cli.process.Installation;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover bench training}: how long a training step takes. */
@Command(
    name = "training",
    description = {
      "How long a training step takes (batch of 2: forward, loss, backward, Adam): from random "
          + "initialisation (RI), under the deep weight prior (DWP), and of the same network in plain "
          + "PyTorch. They take turns in one run, so that other load meets all three alike.",
      "Where PYTHON has no torch, the comparison with PyTorch is skipped, and says so."
    },
    footer = {
      "",
      "Results in OUT: training.json, training.md, and training.log with what libraries say.",
      "",
      "Examples:",
      "  ./carryover bench training --out bench-out",
      "  ./carryover bench training --python venv/bin/python --threads 4",
      "  ./carryover bench training --steps 4 --rounds 2 --shape 16x16x16"
    })
public final class BenchTrainingCommand implements Callable<Integer> {
  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "260",
      description =
          "Steps of each, a multiple of the rounds (default: ${DEFAULT-VALUE}); memory is judged from 250 on.")
  private int steps;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "26",
      description = "How often they take turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--shape",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      defaultValue = "48x64x48",
      description = "Voxels of a volume, multiples of 8 from 16 on (default: ${DEFAULT-VALUE}).")
  private Shape shape;

  @Option(
      names = "--kernels-per-step",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "Kernels on which DWP estimates its bound in a step; 0: all (default: ${DEFAULT-VALUE}).")
  private int kernelsPerStep;

  @Mixin private BenchOptions shared;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchmarkSettings settings = settings();
    BenchmarkProcess.run(
        settings.out(),
        Installation.ofThisCommand()
            .launchTrainingBenchmark(
                settings.asSystemProperties(), BenchmarkProcess.workingDirectory()));
    System.out.println(Files.readString(settings.out().resolve("training.md")));
    return 0;
  }

  private BenchmarkSettings settings() {
    try {
      return new BenchmarkSettings(
          shared.out(),
          steps,
          rounds,
          shared.threads(),
          shape,
          shared.seed(),
          kernelsPerStep,
          shared.python());
    } catch (IllegalArgumentException | InvalidImageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
