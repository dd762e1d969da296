package io.carryover.inference.segmentation;

import java.time.Instant;

/**
 * A scan that was not segmented.
 *
 * @param via how it came
 * @param outcome whose fault it was
 * @param code why, for example NAN_VOXELS
 * @param at when it was refused
 */
public record Refusal(Via via, Outcome outcome, String code, Instant at) {

  /** Whose fault it was. */
  public enum Outcome {
    /** The scan or the request is bad. */
    REJECTED,
    /** Nobody wants the result any more. */
    WITHDRAWN,
    /** The service is full or has no model ready. */
    UNAVAILABLE,
    /** Ours. */
    FAILED
  }
}
