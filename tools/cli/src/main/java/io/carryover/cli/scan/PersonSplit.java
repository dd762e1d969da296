package io.carryover.cli.scan;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deals scans into splits so that nobody is in two of them; the same seed deals the same.
 *
 * <p>People are shuffled. A split of a stated size takes one scan from each person as long as
 * enough people are left over, so that few scans show many people; else it takes all scans of a
 * person, so that fewer people are used up. The split that gets the rest takes all scans of those
 * who are left.
 */
public final class PersonSplit {
  private final Deque<List<DecathlonCase>> people;
  private final int scansPerPerson;

  private PersonSplit(Collection<List<DecathlonCase>> people, int scansPerPerson) {
    this.people = new ArrayDeque<>(people);
    this.scansPerPerson = scansPerPerson;
  }

  /**
   * Splits the scans.
   *
   * @throws CommandFailure there are not as many scans of different people as asked for
   */
  public static SortedMap<Split, List<DecathlonCase>> of(
      List<DecathlonCase> scans, People people, SplitPlan plan, long seed) {
    List<List<DecathlonCase>> byPerson = shuffled(scans, people, new Random(seed));
    return new PersonSplit(byPerson, 1)
        .deal(plan)
        .or(() -> new PersonSplit(byPerson, Integer.MAX_VALUE).deal(plan))
        .orElseThrow(() -> tooFew(plan, scans.size(), byPerson.size()));
  }

  /** Each person's scans, people and their scans in random order. */
  static List<List<DecathlonCase>> shuffled(
      List<DecathlonCase> scans, People people, Random random) {
    Map<String, List<DecathlonCase>> byPerson =
        scans.stream()
            .collect(
                Collectors.groupingBy(
                    scan -> people.personOn(scan.id()), TreeMap::new, Collectors.toList()));
    List<List<DecathlonCase>> hands = new ArrayList<>(byPerson.values());
    hands.forEach(hand -> Collections.shuffle(hand, random));
    Collections.shuffle(hands, random);
    return hands;
  }

  private Optional<SortedMap<Split, List<DecathlonCase>>> deal(SplitPlan plan) {
    SortedMap<Split, List<DecathlonCase>> splits = new TreeMap<>();
    plan.exactly().forEach((split, count) -> splits.put(split, take(count)));
    splits.put(
        plan.rest(), people.stream().flatMap(List::stream).limit(plan.restAtMost()).toList());
    return fulfils(splits, plan) ? Optional.of(splits) : Optional.empty();
  }

  private static boolean fulfils(SortedMap<Split, List<DecathlonCase>> splits, SplitPlan plan) {
    return splits.get(plan.rest()).size() >= plan.restAtLeast()
        && plan.exactly().entrySet().stream()
            .allMatch(wanted -> splits.get(wanted.getKey()).size() == wanted.getValue());
  }

  private List<DecathlonCase> take(int count) {
    List<DecathlonCase> taken = new ArrayList<>();
    while (taken.size() < count && !people.isEmpty()) {
      int wanted = Math.min(count - taken.size(), scansPerPerson);
      people.removeFirst().stream().limit(wanted).forEach(taken::add);
    }
    return taken;
  }

  private static CommandFailure tooFew(SplitPlan plan, int scans, int people) {
    return new CommandFailure(
        "each split needs people of its own, %s, but there are %d scans of %d people; ask for fewer or add scans"
            .formatted(plan, scans, people));
  }
}
