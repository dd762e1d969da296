package io.carryover.cli.scan;

import java.util.Map;
import picocli.CommandLine.Option;

/** The option that joins numbers of one person. */
public final class SamePersonOption {

  @Option(
      names = "--same-person",
      paramLabel = "ID=ID",
      split = ",",
      description =
          "Two numbers in file names that mean one person; repeatable, or joined by commas. "
              + "A subjects.csv (scan,person) in the folder says the same for whole folders.")
  private Map<String, String> pairs = Map.of();

  public Map<String, String> pairs() {
    return Map.copyOf(pairs);
  }
}
