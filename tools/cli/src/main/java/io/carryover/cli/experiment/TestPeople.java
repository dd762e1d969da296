package io.carryover.cli.experiment;

import io.carryover.cli.scan.ScanFolder;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is on which test scan, by numbers that name nobody: statistics must know which scans are of
 * one person, and nobody need know of whom. Numbers are dealt split by split, so that a plan which
 * grows by splits keeps those it has.
 *
 * @param byScan number of the person, from 1
 */
record TestPeople(SortedMap<String, Integer> byScan) {

  TestPeople {
    byScan = Collections.unmodifiableSortedMap(new TreeMap<>(byScan));
  }

  /** Those on the test scans of all splits. */
  static TestPeople of(
      ScanFolder folder, Collection<SortedMap<Split, List<DecathlonCase>>> splits) {
    Map<String, Integer> numbers = new HashMap<>();
    SortedMap<String, Integer> byScan = new TreeMap<>();
    splits.stream()
        .flatMap(split -> split.getOrDefault(Split.TEST, List.of()).stream())
        .map(DecathlonCase::id)
        .forEach(scan -> byScan.put(scan, number(folder.people().personOn(scan), numbers)));
    return new TestPeople(byScan);
  }

  private static int number(String person, Map<String, Integer> numbers) {
    return numbers.computeIfAbsent(person, unknown -> numbers.size() + 1);
  }

  /**
   * The person on a test scan.
   *
   * @throws IllegalArgumentException it is no test scan
   */
  String on(String scan) {
    Integer number = byScan.get(scan);
    if (number == null) {
      throw new IllegalArgumentException("no split tests on scan " + scan);
    }
    return number.toString();
  }
}
