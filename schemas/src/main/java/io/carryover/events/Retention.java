package io.carryover.events;

/** How long the records of a topic are kept. */
public enum Retention {
  /** The latest record of each key, for ever. */
  COMPACTED,
  /** Every record, for ever: small records from which the state can be rebuilt. */
  LONG,
  /** Every record for seven days: progress that nobody needs afterwards. */
  SHORT,
  /** Every record for ninety days; worked off by a share group long before. */
  WORK_QUEUE
}
