package io.carryover.networks.prior;

import java.util.List;

/**
 * Says whether a prior carries information: in every group the VAE must code held-out kernels in
 * fewer nats than a Gaussian per tap does, by more than chance among so many kernels would give.
 */
public final class PriorGate {

  /** Where nothing is gained, chance gives more than this once in 40 times. */
  private static final double STANDARD_ERRORS = 2;

  private PriorGate() {}

  /** The groups whose VAE gains nothing (also where a figure is not a number); empty: it passes. */
  public static List<GroupFigures> failures(List<GroupFigures> groups) {
    return groups.stream().filter(g -> !gains(g)).toList();
  }

  private static boolean gains(GroupFigures group) {
    return group.gainNats() > STANDARD_ERRORS * group.gainStandardError();
  }
}
