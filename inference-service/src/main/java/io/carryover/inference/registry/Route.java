package io.carryover.inference.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.events.ModelRouted;
import io.carryover.runtime.id.Sha256;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route in effect, and the versions that it holds open.
 *
 * @param routed as it was asked for
 * @param pinned answers in place of the newest version
 * @param canary answers a share of the requests
 * @param shadow is compared
 */
record Route(
    ModelRouted routed,
    Optional<ServedModel> pinned,
    Optional<ServedModel> canary,
    Optional<ServedModel> shadow) {
  private static final int DIGITS = 8;
  private static final int HEXADECIMAL = 16;
  private static final double RANGE = 1L << 32;

  /** The version that answers a request; empty if the newest one does. */
  Optional<ServedModel> answering(String requestId) {
    return canary.filter(version -> isDealtToCanary(requestId)).or(() -> pinned);
  }

  /** By a hash: the same request is dealt to the same side, on every replica. */
  private boolean isDealtToCanary(String requestId) {
    String digits = Sha256.of(requestId.getBytes(UTF_8)).substring(0, DIGITS);
    return Long.parseLong(digits, HEXADECIMAL) / RANGE < routed.getCanaryShare();
  }

  void released() {
    Stream.of(pinned, canary, shadow).flatMap(Optional::stream).forEach(ServedModel::released);
  }
}
