package io.carryover.inference.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.carryover.events.ModelRouted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route in effect: which version of a model answers which requests.
 *
 * @param name name of the model
 * @param pinnedSha256 answers in place of the newest version
 * @param canarySha256 answers a share of the requests
 * @param canaryShare that share
 * @param shadowSha256 is compared, and answers nothing
 * @param routedAt when the route was asked for
 */
public record ModelRoute(
    String name,
    Optional<String> pinnedSha256,
    Optional<String> canarySha256,
    double canaryShare,
    Optional<String> shadowSha256,
    Instant routedAt) {
  private static final int SHOWN_DIGITS = 12;

  static ModelRoute of(ModelRouted routed) {
    return new ModelRoute(
        routed.getModel(),
        Optional.ofNullable(routed.getPinnedSha256()),
        Optional.ofNullable(routed.getCanarySha256()),
        routed.getCanaryShare(),
        Optional.ofNullable(routed.getShadowSha256()),
        routed.getRoutedAt());
  }

  /** What it says, for people. */
  @JsonIgnore
  public String text() {
    return Stream.of(
            pinnedSha256.map(digest -> "pinned to " + shown(digest)),
            canarySha256.map(digest -> "canary %s, %s".formatted(shown(digest), canaryShare)),
            shadowSha256.map(digest -> "shadow " + shown(digest)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  /** The time of the route to the second. */
  @JsonIgnore
  public String routedAtText() {
    return routedAt.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String shown(String digest) {
    return digest.substring(0, Math.min(SHOWN_DIGITS, digest.length()));
  }
}
