package io.carryover.cli.scan;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name the scans of both cohorts: both are given, or none. */
public final class FoldersOption {

  @ArgGroup(exclusive = false)
  private Folders folders;

  /** Both or none. */
  private static final class Folders {
    @Option(
        names = "--source",
        paramLabel = "DIR",
        required = true,
        description = "Scans of the source cohort, a folder in Decathlon form.")
    private Path source;

    @Option(
        names = "--target",
        paramLabel = "DIR",
        required = true,
        description = "Scans to learn the target from, a folder in Decathlon form.")
    private Path target;
  }

  /** The source's folder, absolute; none if phantoms are to be invented. */
  public Optional<Path> source() {
    return Optional.ofNullable(folders).map(both -> absolute(both.source));
  }

  /** The target's folder, absolute; there if and only if the source's is. */
  public Optional<Path> target() {
    return Optional.ofNullable(folders).map(both -> absolute(both.target));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
