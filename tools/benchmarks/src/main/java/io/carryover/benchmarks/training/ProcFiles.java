package io.carryover.benchmarks.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of this machine and this process.
 *
 * @param root {@code /proc}
 */
record ProcFiles(Path root) {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
  private static final double KIB_PER_MIB = 1024;

  static ProcFiles ofThisMachine() {
    return new ProcFiles(Path.of("/proc"));
  }

  /** Resident memory of this process in MiB. */
  double residentMiB() {
    return Long.parseLong(found(RESIDENT, "self/status")) / KIB_PER_MIB;
  }

  /** Name of the processor. */
  String cpuModel() {
    return found(MODEL, "cpuinfo").strip();
  }

  private String found(Pattern pattern, String file) {
    Path path = root.resolve(file);
    try {
      Matcher matcher = pattern.matcher(Files.readString(path));
      if (!matcher.find()) {
        throw new IllegalStateException("%s must hold %s".formatted(path, pattern));
      }
      return matcher.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
