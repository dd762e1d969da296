package io.carryover.networks.training;

import io.carryover.networks.optimiser.Plateau;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Everything about a loop that is not an array; immutable.
 *
 * @param version of this layout
 * @param fingerprint of what is trained: a checkpoint of anything else is refused
 * @param epoch whole epochs done, over all cycles
 * @param cycle that is under way, from 0; the number of cycles when all are done
 * @param epochInCycle whole epochs done in it
 * @param adamSteps updates done in it
 * @param plateau learning rate and its reduction
 * @param best the best epoch of this cycle
 * @param seconds of all epochs
 * @param done the best epoch of each ended cycle
 */
record LoopState(
    int version,
    String fingerprint,
    int epoch,
    int cycle,
    int epochInCycle,
    int adamSteps,
    Plateau plateau,
    Best best,
    double seconds,
    List<Best> done) {

  static final int VERSION = 1;

  LoopState {
    done = List.copyOf(done);
  }

  /**
   * The best epoch of a cycle.
   *
   * @param epoch counted over all cycles; 0: none yet
   * @param monitored loss that was compared, on held-out data where there are any
   * @param dsc on held-out scans, null without any
   * @param iou on held-out scans, null without any
   */
  record Best(int epoch, double monitored, Double dsc, Double iou) {

    static final Best NONE = new Best(0, Double.POSITIVE_INFINITY, null, null);

    OptionalDouble optionalDsc() {
      return dsc == null ? OptionalDouble.empty() : OptionalDouble.of(dsc);
    }

    OptionalDouble optionalIou() {
      return iou == null ? OptionalDouble.empty() : OptionalDouble.of(iou);
    }
  }

  static LoopState start(String fingerprint, Plateau.Rule rule) {
    return new LoopState(VERSION, fingerprint, 0, 0, 0, 0, rule.start(), Best.NONE, 0, List.of());
  }

  LoopState afterEpoch(double monitored, Best newBest, int newAdamSteps, double epochSeconds) {
    return new LoopState(
        version,
        fingerprint,
        epoch + 1,
        cycle,
        epochInCycle + 1,
        newAdamSteps,
        plateau.after(monitored),
        newBest,
        seconds + epochSeconds,
        done);
  }

  LoopState afterCycle() {
    List<Best> ended = new ArrayList<>(done);
    ended.add(best);
    return new LoopState(
        version,
        fingerprint,
        epoch,
        cycle + 1,
        0,
        0,
        plateau.rule().start(),
        Best.NONE,
        seconds,
        ended);
  }
}
