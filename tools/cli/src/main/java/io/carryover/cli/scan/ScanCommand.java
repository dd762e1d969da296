package io.carryover.cli.scan;

import picocli.CommandLine.Command;

/** {@code carryover scan}. */
@Command(
    name = "scan",
    description = "Labelled scans of a cohort.",
    subcommands = {ScanPublishCommand.class, ScanCropCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class ScanCommand {}
