package io.carryover.cli.scan;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A folder in Decathlon form and who is on its scans.
 *
 * @param path where it is
 * @param description what dataset.json says
 * @param people who is on which scan
 * @param cases scans that may be used
 */
public record ScanFolder(
    Path path, DecathlonFolder description, People people, List<DecathlonCase> cases) {

  public ScanFolder {
    cases = List.copyOf(cases);
  }

  /** Lists a folder; {@code samePerson} as in {@link People#samePerson}. */
  public static ScanFolder read(Path path, Map<String, String> samePerson) {
    DecathlonFolder description = DecathlonFolder.read(path);
    People people = People.of(path).samePerson(samePerson);
    return new ScanFolder(path, description, people, description.cases());
  }

  /**
   * Deals its scans into splits.
   *
   * @throws CommandFailure there are too few people
   */
  public SortedMap<Split, List<DecathlonCase>> split(SplitPlan plan, long seed) {
    try {
      return PersonSplit.of(cases, people, plan, seed);
    } catch (CommandFailure e) {
      throw new CommandFailure("%s cannot be split: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Everybody on its scans. */
  public Set<String> everybody() {
    return people.on(cases);
  }

  /** The same without the scans of some people. */
  public ScanFolder without(Set<String> unwanted) {
    return new ScanFolder(path, description, people, people.without(unwanted, cases));
  }

  /**
   * Everybody who is validated or tested on. They are not learnt from, in no cohort: a figure that
   * was measured on somebody whom a source network has seen says nothing of the next patient.
   */
  public Set<String> unseen(Collection<SortedMap<Split, List<DecathlonCase>>> deals) {
    return deals.stream()
        .flatMap(splits -> splits.entrySet().stream())
        .filter(split -> split.getKey() != Split.TRAIN)
        .flatMap(split -> people.on(split.getValue()).stream())
        .collect(Collectors.toSet());
  }

  /** The data set's name as part of a cohort's id: lower-case letters, digits and hyphens. */
  public String slug() {
    String name = description.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.replaceAll("(^-|-$)", "");
  }
}
