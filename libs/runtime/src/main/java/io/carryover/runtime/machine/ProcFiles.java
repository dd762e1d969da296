package io.carryover.runtime.machine;

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
public record ProcFiles(Path root) {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
  private static final double KIB_PER_MIB = 1024;

  public static ProcFiles ofThisMachine() {
    return new ProcFiles(Path.of("/proc"));
  }

  /** Resident memory of this process in MiB. */
  public double residentMiB() {
    return Long.parseLong(found(RESIDENT, "self/status")) / KIB_PER_MIB;
  }

  /** The most memory that this process was resident with, in MiB. */
  public double peakMiB() {
    return Long.parseLong(found(PEAK, "self/status")) / KIB_PER_MIB;
  }

  /** Name of the processor. */
  public String cpuModel() {
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
