package io.carryover.networks.prior;

import java.nio.file.Path;
import java.util.List;

/**
 * What a fit left.
 *
 * @param prior safetensors, see {@link io.carryover.networks.dwp.GroupPrior}
 * @param groups figures of all seven groups, in order
 * @param seconds time of fitting, without the time between an interruption and its resumption
 */
public record PriorOutcome(Path prior, List<GroupFigures> groups, double seconds) {

  public PriorOutcome {
    groups = List.copyOf(groups);
  }
}
