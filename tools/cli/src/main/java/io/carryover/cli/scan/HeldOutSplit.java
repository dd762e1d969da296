package io.carryover.cli.scan;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deals people to test on first, then people to validate on; everybody else may be trained on. As
 * long as there are enough people, other numbers of training scans change nothing that is dealt.
 *
 * <pre>
 *   all people, shuffled by the seed of the test people --> TEST
 *     the others, shuffled by the seed of the split     --> VALIDATION
 *       the others, one scan of each, then a second of each and so on --> TRAIN, in this order
 * </pre>
 *
 * <p>One scan is taken from each person who is tested or validated on; where people are scarce, all
 * scans of fewer people, and then fewer scans to test on.
 */
public final class HeldOutSplit {
  private static final int ALL = Integer.MAX_VALUE;

  private final ScanFolder folder;
  private final Wanted wanted;
  private final long testSeed;
  private final long seed;

  private HeldOutSplit(ScanFolder folder, Wanted wanted, long testSeed, long seed) {
    this.folder = folder;
    this.wanted = wanted;
    this.testSeed = testSeed;
    this.seed = seed;
  }

  /**
   * What is wanted.
   *
   * @param train scans that must be left to train on
   * @param validation scans to validate on
   * @param testAtLeast scans to test on
   * @param testAtMost the same
   * @param testPeople who is tested on, whatever the seed; empty: people are dealt
   */
  public record Wanted(
      int train, int validation, int testAtLeast, int testAtMost, Set<String> testPeople) {}

  /**
   * Deals a folder; TRAIN is everything that is left, at least as much as wanted.
   *
   * @param testSeed deals the people to test on
   * @param seed deals the others
   * @throws CommandFailure there are not as many scans of different people as wanted, or somebody
   *     who is to be tested on is on no scan
   */
  public static SortedMap<Split, List<DecathlonCase>> of(
      ScanFolder folder, Wanted wanted, long testSeed, long seed) {
    requireThere(folder, wanted.testPeople());
    return new HeldOutSplit(folder, wanted, testSeed, seed).deal();
  }

  private static void requireThere(ScanFolder folder, Set<String> testPeople) {
    Set<String> missing = new TreeSet<>(testPeople);
    missing.removeAll(folder.everybody());
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "people to test on are on scans of %s, but %s are not".formatted(folder.path(), missing));
    }
  }

  private SortedMap<Split, List<DecathlonCase>> deal() {
    return IntStream.rangeClosed(wanted.testAtLeast(), wanted.testAtMost())
        .boxed()
        .sorted(Collections.reverseOrder())
        .flatMap(test -> Stream.of(deal(test, 1, 1), deal(test, ALL, 1), deal(test, ALL, ALL)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(this::tooFew);
  }

  private Optional<SortedMap<Split, List<DecathlonCase>>> deal(
      int test, int testedPerPerson, int validatedPerPerson) {
    SortedMap<Split, List<DecathlonCase>> splits = new TreeMap<>();
    splits.put(Split.TEST, tested(test, testedPerPerson));
    ScanFolder untested = without(folder, splits.get(Split.TEST));
    splits.put(
        Split.VALIDATION, first(wanted.validation(), shuffled(untested, seed), validatedPerPerson));
    ScanFolder others = without(untested, splits.get(Split.VALIDATION));
    splits.put(Split.TRAIN, inTurn(shuffled(others, seed)));
    int left = testedPerPerson == 1 ? others.everybody().size() : others.cases().size();
    return fulfils(splits, test, left) ? Optional.of(splits) : Optional.empty();
  }

  private List<DecathlonCase> tested(int test, int perPerson) {
    return wanted.testPeople().isEmpty()
        ? first(test, shuffled(folder, testSeed), perPerson)
        : folder.cases().stream().filter(this::isOfTested).limit(test).toList();
  }

  private boolean isOfTested(DecathlonCase scan) {
    return wanted.testPeople().contains(folder.people().personOn(scan.id()));
  }

  private boolean fulfils(SortedMap<Split, List<DecathlonCase>> splits, int test, int left) {
    return splits.get(Split.TEST).size() == test
        && splits.get(Split.VALIDATION).size() == wanted.validation()
        && left >= wanted.train();
  }

  private static List<List<DecathlonCase>> shuffled(ScanFolder folder, long seed) {
    return PersonSplit.shuffled(folder.cases(), folder.people(), new Random(seed));
  }

  private static ScanFolder without(ScanFolder folder, List<DecathlonCase> scans) {
    return folder.without(folder.people().on(scans));
  }

  private static List<DecathlonCase> first(
      int count, List<List<DecathlonCase>> people, int scansPerPerson) {
    return people.stream()
        .flatMap(scans -> scans.stream().limit(scansPerPerson))
        .limit(count)
        .toList();
  }

  private static List<DecathlonCase> inTurn(List<List<DecathlonCase>> people) {
    List<DecathlonCase> scans = new ArrayList<>();
    int most = people.stream().mapToInt(List::size).max().orElse(0);
    for (int turn = 0; turn < most; turn++) {
      int now = turn;
      people.stream()
          .filter(person -> person.size() > now)
          .forEach(person -> scans.add(person.get(now)));
    }
    return scans;
  }

  private CommandFailure tooFew() {
    return new CommandFailure(
        "%s has %d scans of %d people, too few for %d to train, %d to validate and at least %d to test on, of different people; ask for fewer or add scans"
            .formatted(
                folder.path(),
                folder.cases().size(),
                folder.everybody().size(),
                wanted.train(),
                wanted.validation(),
                wanted.testAtLeast()));
  }
}
