package io.carryover.cli.scan;

import io.carryover.events.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many scans each split gets, and which split gets those that are left.
 *
 * @param exactly scans by split
 * @param rest the split that gets the others
 * @param restAtLeast scans that it needs
 * @param restAtMost scans that it takes
 */
public record SplitPlan(
    SortedMap<Split, Integer> exactly, Split rest, int restAtLeast, int restAtMost) {

  public SplitPlan {
    exactly = Collections.unmodifiableSortedMap(new TreeMap<>(exactly));
    if (exactly.containsKey(rest) || exactly.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "numbers of scans are not negative and %s gets the rest, but is %s"
              .formatted(rest, exactly));
    }
    if (restAtLeast < 0 || restAtMost < restAtLeast) {
      throw new IllegalArgumentException(
          "the rest is between %d and %d scans".formatted(restAtLeast, restAtMost));
    }
  }

  /** A few scans to train on, the others to test on. */
  public static SplitPlan fewShot(int train, int validation, int testAtLeast, int testAtMost) {
    Map<Split, Integer> exactly = new EnumMap<>(Split.class);
    exactly.put(Split.TRAIN, train);
    exactly.put(Split.VALIDATION, validation);
    return new SplitPlan(new TreeMap<>(exactly), Split.TEST, testAtLeast, testAtMost);
  }

  /** A few scans to validate on, all others to train on. */
  public static SplitPlan mostlyTraining(int validation) {
    return new SplitPlan(
        new TreeMap<>(Map.of(Split.VALIDATION, validation)), Split.TRAIN, 1, Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    return exactly + " and at least " + restAtLeast + " for " + rest;
  }
}
