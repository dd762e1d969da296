package io.carryover.cli;

import io.carryover.cli.cluster.ServeCommand;
import io.carryover.cli.cohort.CohortCommand;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.demo.DemoCommand;
import io.carryover.cli.scan.ScanCommand;
import io.carryover.cli.segment.SegmentCommand;
import io.carryover.cli.watch.WatchCommand;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.runtime.failure.RejectedException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code carryover} command. */
@Command(
    name = "carryover",
    description = "Few-shot 3D MRI segmentation by Bayesian knowledge transfer, as events.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      CohortCommand.class,
      ScanCommand.class,
      SegmentCommand.class,
      WatchCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = CarryoverVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:Done.", "1:Failed; the message says why.", "2:Wrong arguments."})
public final class CarryoverCommand {
  /** Failures whose message says all; anything else is a defect and shows its stack. */
  private static final Set<Class<? extends Exception>> EXPLAINED =
      Set.of(CommandFailure.class, InvalidImageException.class, RejectedException.class);

  private CarryoverCommand() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its exit codes. */
  static CommandLine commandLine() {
    return new CommandLine(new CarryoverCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(Exception failure, CommandLine command) {
    if (EXPLAINED.contains(failure.getClass())) {
      command
          .getErr()
          .println(command.getColorScheme().errorText("carryover: " + failure.getMessage()));
    } else {
      failure.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
