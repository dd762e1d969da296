package io.carryover.networks.prior;

import java.util.List;

/**
 * Says whether a prior carries information: in every group the VAE must code held-out kernels in
 * fewer nats than a Gaussian per tap does.
 */
public final class PriorGate {

  private PriorGate() {}

  /** The groups whose VAE gains nothing (also where a figure is not a number); empty: it passes. */
  public static List<GroupFigures> failures(List<GroupFigures> groups) {
    return groups.stream().filter(g -> !(g.gainNats() > 0)).toList();
  }
}
