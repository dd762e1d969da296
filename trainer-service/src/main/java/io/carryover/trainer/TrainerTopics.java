package io.carryover.trainer;

import io.carryover.events.Topic;
import io.carryover.runtime.service.TopicUse;
import java.util.List;

/** The topics that the service reads and writes. */
public final class TrainerTopics {
  public static final List<TopicUse> ALL =
      List.of(
          TopicUse.reads(Topic.COHORTS),
          TopicUse.reads(Topic.LABELLED_SCANS),
          TopicUse.writes(Topic.ADMITTED_SCANS),
          TopicUse.reads(Topic.ADMITTED_SCANS),
          TopicUse.reads(Topic.PRIORS),
          TopicUse.writes(Topic.TRAINING_RUNS),
          TopicUse.reads(Topic.TRAINING_RUNS),
          TopicUse.writes(Topic.KERNELS_HARVESTED),
          TopicUse.reads(Topic.KERNELS_HARVESTED),
          TopicUse.writes(Topic.MODEL_VERSIONS),
          TopicUse.writes(Topic.MODELS),
          TopicUse.writes(Topic.RUN_PROGRESS),
          TopicUse.writes(Topic.RUN_STATUS));

  private TrainerTopics() {}
}
