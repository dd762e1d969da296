package io.carryover.cli.cohort;

import picocli.CommandLine.Command;

/** {@code carryover cohort}. */
@Command(
    name = "cohort",
    description = "Cohorts: sets of scans of one structure, and how to train on them.",
    subcommands = CohortDefineCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class CohortCommand {}
