package io.carryover.inference;

import io.carryover.events.Topic;
import io.carryover.runtime.service.TopicUse;
import java.util.List;

/** The topics that the service reads and writes. */
public final class InferenceTopics {
  public static final List<TopicUse> ALL =
      List.of(
          TopicUse.reads(Topic.MODELS),
          TopicUse.writes(Topic.MODEL_DEPLOYMENTS),
          TopicUse.reads(Topic.SEGMENTATION_REQUESTS),
          TopicUse.writes(Topic.SEGMENTATIONS),
          TopicUse.writes(Topic.RUN_STATUS));

  private InferenceTopics() {}
}
