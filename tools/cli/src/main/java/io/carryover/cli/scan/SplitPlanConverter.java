package io.carryover.cli.scan;

import io.carryover.events.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code train=5,validation=2,test=rest}. */
final class SplitPlanConverter implements ITypeConverter<SplitPlan> {
  private static final String REST = "rest";

  @Override
  public SplitPlan convert(String text) {
    SortedMap<Split, Integer> exactly = new TreeMap<>();
    List<Split> rest = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] sides = part.split("=", 2);
      if (sides.length == 2 && sides[1].equals(REST)) {
        rest.add(split(sides[0]));
      } else {
        exactly.put(split(sides[0]), count(part, sides));
      }
    }
    return plan(text, exactly, rest);
  }

  private static SplitPlan plan(String text, SortedMap<Split, Integer> exactly, List<Split> rest) {
    if (rest.size() != 1 || exactly.containsKey(rest.get(0))) {
      throw new TypeConversionException(
          "exactly one split gets the rest, as in train=5,validation=2,test=rest, but is \"%s\""
              .formatted(text));
    }
    return new SplitPlan(exactly, rest.get(0), 0, Integer.MAX_VALUE);
  }

  private static Split split(String name) {
    try {
      return Split.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "a split is train, validation or test, not \"%s\"".formatted(name));
    }
  }

  private static int count(String part, String[] sides) {
    try {
      return Integer.parseUnsignedInt(sides[1].strip());
    } catch (RuntimeException e) {
      throw new TypeConversionException(
          "a number of scans or rest follows the split, as in train=5, but is \"%s\""
              .formatted(part));
    }
  }
}
