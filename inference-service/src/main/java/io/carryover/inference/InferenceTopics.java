package io.carryover.inference;

import io.carryover.events.Topic;
import io.carryover.runtime.service.TopicUse;
import java.util.List;

/** The topics that the service reads and writes. */
public final class InferenceTopics {
  public static final List<TopicUse> ALL =
      List.of(
          TopicUse.reads(Topic.MODELS),
          TopicUse.reads(Topic.MODEL_VERSIONS),
          TopicUse.reads(Topic.MODEL_ROUTES),
          TopicUse.writes(Topic.MODEL_COMPARISONS),
          TopicUse.writes(Topic.MODEL_DEPLOYMENTS),
          TopicUse.reads(Topic.SEGMENTATION_REQUESTS),
          TopicUse.writes(Topic.SEGMENTATION_REQUESTS),
          TopicUse.reads(Topic.STAT_SEGMENTATION_REQUESTS),
          TopicUse.writes(Topic.STAT_SEGMENTATION_REQUESTS),
          TopicUse.reads(Topic.SEGMENTATION_CANCELLATIONS),
          TopicUse.writes(Topic.SEGMENTATION_CANCELLATIONS),
          TopicUse.writes(Topic.SEGMENTATIONS),
          TopicUse.writes(Topic.RUN_STATUS));

  private InferenceTopics() {}
}
