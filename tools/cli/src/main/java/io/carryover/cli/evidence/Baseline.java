package io.carryover.cli.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all other methods are compared with.
 *
 * @param title for people
 * @param methodBySize the method at each target size; sizes without one are not compared
 */
public record Baseline(String title, SortedMap<Integer, String> methodBySize) {

  public Baseline {
    methodBySize = Collections.unmodifiableSortedMap(new TreeMap<>(methodBySize));
  }

  /** Random initialisation as it is, at every size. */
  public static Baseline plainRi(Collection<Integer> sizes) {
    SortedMap<Integer, String> bySize = new TreeMap<>();
    sizes.forEach(size -> bySize.put(size, MethodName.RI));
    return new Baseline(MethodName.title(MethodName.RI), bySize);
  }

  Optional<String> at(int size) {
    return Optional.ofNullable(methodBySize.get(size));
  }
}
