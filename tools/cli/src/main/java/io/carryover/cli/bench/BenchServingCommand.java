package io.carryover.cli.bench;

import io.carryover.benchmarks.serving.ServingSettings;
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

/** {@code carryover bench serving}: how long a scan takes, and how much memory. */
@Command(
    name = "serving",
    description = {
      "How long a patch and a scan of many patches take: by the service's own path (prepare, patches, "
          + "blend, mask on the scan's grid), by ONNX Runtime on the plain graph with nothing around it, and "
          + "by eager PyTorch on as many patches. They take turns in one run: compare the ratios. And how much "
          + "memory a process takes that segments a scan, and one of four times its length.",
      "Where PYTHON has no torch, the comparison with PyTorch is skipped, and says so."
    },
    footer = {
      "",
      "Results in OUT: serving.json, serving.md, and serving.log with what libraries say.",
      "",
      "Examples:",
      "  ./carryover bench serving --out bench-out",
      "  ./carryover bench serving --python venv/bin/python --rounds 9",
      "  ./carryover bench serving --rounds 1 --patch 16x16x16 --volume 32x32x24 \\",
      "      --shorter 32x32x32 --longer 32x32x64"
    })
public final class BenchServingCommand implements Callable<Integer> {

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often they take turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--patch",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      defaultValue = "48x64x48",
      description = "Voxels of a patch, multiples of 8 from 16 on (default: ${DEFAULT-VALUE}).")
  private Shape patch;

  @Option(
      names = "--volume",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      defaultValue = "240x240x155",
      description = "Voxels of a scan (default: ${DEFAULT-VALUE}).")
  private Shape volume;

  @Option(
      names = "--shorter",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      defaultValue = "256x256x128",
      description = "A scan whose memory is measured (default: ${DEFAULT-VALUE}).")
  private Shape shorter;

  @Option(
      names = "--longer",
      paramLabel = "DxHxW",
      converter = ShapeConverter.class,
      defaultValue = "256x256x512",
      description = "A longer one (default: ${DEFAULT-VALUE}).")
  private Shape longer;

  @Mixin private BenchOptions shared;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServingSettings settings = settings();
    BenchmarkProcess.run(
        settings.out(),
        Installation.ofThisCommand()
            .launchServingBenchmark(
                settings.asSystemProperties(), BenchmarkProcess.workingDirectory()));
    System.out.println(Files.readString(settings.out().resolve("serving.md")));
    return 0;
  }

  private ServingSettings settings() {
    try {
      return new ServingSettings(
          shared.out(),
          rounds,
          shared.threads(),
          patch,
          volume,
          shorter,
          longer,
          shared.seed(),
          shared.python());
    } catch (IllegalArgumentException | InvalidImageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
