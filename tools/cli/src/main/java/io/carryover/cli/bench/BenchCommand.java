package io.carryover.cli.bench;

import picocli.CommandLine.Command;

/** {@code carryover bench}. */
@Command(
    name = "bench",
    description = "Measures how fast this installation is.",
    subcommands = {BenchTrainingCommand.class, BenchServingCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {}
