package io.carryover.cli.demo;

import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.Installation;
import io.carryover.cli.scan.FoldersOption;
import io.carryover.cli.scan.SamePersonOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carryover demo}: the whole chain on this machine. */
@Command(
    name = "demo",
    description = {
      "Runs the whole chain on this machine: publishes the scans of a source and a target cohort as "
          + "events, lets the services train, fit the prior, train again and serve, and measures the "
          + "served masks on test scans of other people.",
      "Without folders it invents phantoms. Everything it started is gone when it ends."
    },
    footer = {
      "",
      "Results in OUT: report.json, model.onnx, masks/, overview.png, logs/. Topics and store are kept "
          + "under OUT/.data only when the demo fails.",
      "",
      "Examples:",
      "  ./carryover demo",
      "  ./carryover demo --source hippocampus --target caudate \\",
      "      --target-scans 5 --minutes 20",
      "  ./carryover demo --source a --target b --same-person 1005=1025 --out results"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final double SECONDS_PER_MINUTE = 60;

  @Mixin private FoldersOption folders;

  @Option(
      names = "--target-scans",
      paramLabel = "N",
      defaultValue = "5",
      description = "Target scans to train on (default: ${DEFAULT-VALUE}).")
  private int targetScans;

  @Option(
      names = "--test-scans",
      paramLabel = "N",
      defaultValue = "12",
      description = "Target scans to test on, at most (default: ${DEFAULT-VALUE}).")
  private int testScans;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description =
          "About how long it may take on two cores (default: ${DEFAULT-VALUE}); scales the epochs, never the scans.")
  private double minutes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-out",
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of phantoms, splits and training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private SamePersonOption samePerson;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoSettings settings = settings();
    DemoReport report = run(settings, Clock.systemUTC());
    Scratch.delete(settings.scratch());
    System.out.println(DemoText.summary(report, settings.out()));
    return 0;
  }

  private static DemoReport run(DemoSettings settings, Clock clock)
      throws IOException, InterruptedException {
    Installation installation = Installation.ofThisCommand();
    Elapsed elapsed = new Elapsed(clock);
    Scratch.prepare(settings);
    try (CloseOnExit closeOnExit = new CloseOnExit();
        Progress progress = Progress.onStandardOutput(elapsed)) {
      DemoCohorts cohorts = DemoCohorts.prepare(settings, clock.instant());
      return new DemoRun(settings, cohorts, progress, elapsed, clock)
          .run(installation, closeOnExit);
    }
  }

  private DemoSettings settings() {
    requireAtLeastOne("--target-scans", targetScans);
    requireAtLeastOne("--test-scans", testScans);
    requireAtLeastOne("--minutes", minutes);
    return new DemoSettings(
        folders.source(),
        folders.target(),
        targetScans,
        testScans,
        Duration.ofSeconds(Math.round(minutes * SECONDS_PER_MINUTE)),
        absolute(out),
        samePerson.pairs(),
        seed);
  }

  private void requireAtLeastOne(String option, double value) {
    if (!(value >= 1)) {
      throw new ParameterException(spec.commandLine(), option + " is at least 1, not " + value);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
