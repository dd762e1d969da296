package io.carryover.prior;

import io.carryover.events.Topic;
import io.carryover.runtime.service.TopicUse;
import java.util.List;

/** The topics that the service reads and writes. */
public final class PriorTopics {
  public static final List<TopicUse> ALL =
      List.of(
          TopicUse.reads(Topic.KERNELS_HARVESTED),
          TopicUse.writes(Topic.PRIOR_FITS),
          TopicUse.reads(Topic.PRIOR_FITS),
          TopicUse.writes(Topic.PRIORS),
          TopicUse.writes(Topic.RUN_PROGRESS),
          TopicUse.writes(Topic.RUN_STATUS));

  private PriorTopics() {}
}
