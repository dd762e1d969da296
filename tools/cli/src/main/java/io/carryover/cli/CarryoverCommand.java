package io.carryover.cli;

import io.carryover.cli.bench.BenchCommand;
import io.carryover.cli.cluster.ServeCommand;
import io.carryover.cli.cohort.CohortCommand;
import io.carryover.cli.console.LibraryLog;
import io.carryover.cli.demo.DemoCommand;
import io.carryover.cli.experiment.ExperimentCommand;
import io.carryover.cli.route.RouteCommand;
import io.carryover.cli.scan.ScanCommand;
import io.carryover.cli.segment.SegmentCommand;
import io.carryover.cli.watch.WatchCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code carryover} command. */
@Command(
    name = "carryover",
    description = "Few-shot 3D MRI segmentation by Bayesian knowledge transfer, as events.",
    subcommands = {
      DemoCommand.class,
      ExperimentCommand.class,
      ServeCommand.class,
      CohortCommand.class,
      ScanCommand.class,
      SegmentCommand.class,
      RouteCommand.class,
      WatchCommand.class,
      BenchCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = CarryoverVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = true,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:Done.", "1:Failed; the message says why.", "2:Wrong arguments."})
public final class CarryoverCommand {
  private CarryoverCommand() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    LibraryLog.toStandardError();
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its exit codes. */
  static CommandLine commandLine() {
    return new CommandLine(new CarryoverCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((fault, arguments) -> explain(fault))
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  /** One line that names the help; all of the help where its commands were what was missing. */
  private static int explain(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    if (!(fault instanceof UnmatchedArgumentException) && !command.getSubcommands().isEmpty()) {
      command.usage(command.getErr());
    } else {
      String name = command.getCommandSpec().qualifiedName();
      say(command, "%s; see ./%s --help".formatted(withSuggestions(fault), name));
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static String withSuggestions(ParameterException fault) {
    String message = fault.getMessage().strip();
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return message;
    }
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty()
        ? message
        : message + ", perhaps " + String.join(" or ", suggestions);
  }

  private static int explain(Exception failure, CommandLine command) {
    FailureText.of(failure)
        .ifPresentOrElse(
            text -> say(command, text), () -> failure.printStackTrace(command.getErr()));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void say(CommandLine command, String text) {
    command.getErr().println(command.getColorScheme().errorText("carryover: " + text));
  }
}
