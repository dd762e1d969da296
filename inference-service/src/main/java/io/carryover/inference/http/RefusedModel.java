package io.carryover.inference.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.carryover.events.ModelDeployed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An export that this replica refused; an earlier version may be served under the same name.
 *
 * @param name name of the model
 * @param sha256 digest that its file should have
 * @param code why, for example GOLDEN_DIFFERS
 * @param detail rule, actual value, where
 * @param refusedAt when
 */
public record RefusedModel(
    String name, String sha256, String code, String detail, Instant refusedAt) {

  static RefusedModel of(ModelDeployed refusal) {
    return new RefusedModel(
        refusal.getModel(),
        refusal.getSha256(),
        refusal.getReason().getCode(),
        refusal.getReason().getMessage(),
        refusal.getDeployedAt());
  }

  /** The time of the refusal to the second. */
  @JsonIgnore
  public String refusedAtText() {
    return refusedAt.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
