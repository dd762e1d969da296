package io.carryover.inference.segmentation;

import io.carryover.runtime.failure.RejectedException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What requests ask for, in their own words, as {@link Asked}. */
public final class Questions {
  private final int samples;

  /**
   * Reads requests.
   *
   * @param samples how many are drawn where a request does not say it
   * @throws IllegalArgumentException if no request could ask for so many
   */
  public Questions(int samples) {
    this.samples = new Asked(samples, 1, Set.of()).samples();
  }

  /**
   * One request.
   *
   * @param maps by their names, see {@link UncertaintyMap#text}
   * @throws RejectedException SAMPLES_OUT_OF_RANGE or UNKNOWN_MAP
   */
  public Asked of(Optional<Integer> wanted, long seed, Collection<String> maps) {
    try {
      return new Asked(wanted.orElse(samples), seed, named(maps));
    } catch (IllegalArgumentException e) {
      throw new RejectedException("SAMPLES_OUT_OF_RANGE", e.getMessage(), e);
    }
  }

  private static Set<UncertaintyMap> named(Collection<String> names) {
    Set<UncertaintyMap> maps = EnumSet.noneOf(UncertaintyMap.class);
    names.forEach(name -> maps.add(named(name)));
    return maps;
  }

  private static UncertaintyMap named(String name) {
    return Arrays.stream(UncertaintyMap.values())
        .filter(map -> map.text().equals(name))
        .findFirst()
        .orElseThrow(() -> new RejectedException("UNKNOWN_MAP", unknown(name)));
  }

  private static String unknown(String name) {
    return "maps are %s, got \"%s\""
        .formatted(Arrays.stream(UncertaintyMap.values()).map(UncertaintyMap::text).toList(), name);
  }
}
