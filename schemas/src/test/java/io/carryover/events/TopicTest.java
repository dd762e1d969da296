package io.carryover.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource({
    "COHORTS,               cohorts,               CohortDefined,         cohortId,           COMPACTED",
    "LABELLED_SCANS,        labelled-scans,        ScanLabelled,          cohortId,           LONG",
    "ADMITTED_SCANS,        admitted-scans,        ScanAdmitted,          cohortId,           LONG",
    "TRAINING_RUNS,         training-runs,         TrainingRequested,     runId,              WORK_QUEUE",
    "KERNELS_HARVESTED,     kernels-harvested,     KernelsHarvested,      source cohortId,    LONG",
    "PRIOR_FITS,            prior-fits,            PriorFitRequested,     priorId,            WORK_QUEUE",
    "PRIORS,                priors,                PriorFitted,           priorId,            COMPACTED",
    "MODELS,                models,                ModelExported,         model name,         COMPACTED",
    "MODEL_VERSIONS,        model-versions,        ModelExported,         model @ digest,     COMPACTED",
    "MODEL_ROUTES,          model-routes,          ModelRouted,           model name,         COMPACTED",
    "MODEL_COMPARISONS,     model-comparisons,     VersionsCompared,      model name,         LONG",
    "SEGMENTATION_REQUESTS, segmentation-requests, SegmentationRequested, study or scan id,   WORK_QUEUE",
    "STAT_SEGMENTATION_REQUESTS, stat-segmentation-requests, SegmentationRequested, study or scan id, WORK_QUEUE",
    "SEGMENTATION_CANCELLATIONS, segmentation-cancellations, SegmentationCancelled, requestId, SHORT",
    "SEGMENTATIONS,         segmentations,         SegmentationCompleted, study or scan id,   LONG",
    "RUN_PROGRESS,          run-progress,          EpochCompleted,        runId,              SHORT",
    "RUN_STATUS,            run-status,            RunStatusChanged,      runId / requestId,  COMPACTED",
    "MODEL_DEPLOYMENTS,     model-deployments,     ModelDeployed,         model @ replica,    COMPACTED",
  })
  void catalogueIsTheTableOfTheArchitecture(
      Topic topic, String name, String record, String key, Retention kept) {
    // When / Then
    assertThat(topic.topicName()).isEqualTo(name);
    assertThat(topic.record().getSimpleName()).isEqualTo(record);
    assertThat(topic.keyMeaning()).isEqualTo(key);
    assertThat(topic.kept()).isEqualTo(kept);
    assertThat(topic.deadLetterName()).isEqualTo(name + ".dead-letter");
  }

  @Test
  void catalogueHasNoOtherTopic() {
    // When / Then
    assertThat(Topic.values()).hasSize(18);
  }

  @Test
  void workersTakeScansRunsFitsAndRequests() {
    // When
    Stream<Topic> queues = Stream.of(Topic.values()).filter(Topic::isWorkQueue);

    // Then
    assertThat(queues)
        .containsExactly(
            Topic.LABELLED_SCANS,
            Topic.TRAINING_RUNS,
            Topic.PRIOR_FITS,
            Topic.SEGMENTATION_REQUESTS,
            Topic.STAT_SEGMENTATION_REQUESTS);
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicHasOnePartition(Topic topic) {
    // When / Then
    assertThat(topic.partitions()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "COHORTS, compact,",
    "LABELLED_SCANS, delete, -1",
    "RUN_PROGRESS, delete, 604800000",
    "PRIOR_FITS, delete, 7776000000"
  })
  void retentionIsKafkas(Topic topic, String cleanup, String retentionMs) {
    // When
    Map<String, String> config = topic.config();

    // Then
    assertThat(config).containsEntry("cleanup.policy", cleanup);
    assertThat(config.get("retention.ms")).isEqualTo(retentionMs);
  }

  @Test
  void onlyTrainingRunsAreLarge() {
    // When
    Stream<Topic> large =
        Stream.of(Topic.values()).filter(topic -> topic.config().containsKey("max.message.bytes"));

    // Then
    assertThat(large).containsExactly(Topic.TRAINING_RUNS);
    assertThat(Topic.TRAINING_RUNS.config()).containsEntry("max.message.bytes", "16777216");
  }

  @ParameterizedTest
  @EnumSource
  void deadLettersAreKeptForEverAndHoldTheLargestRecordWithItsHeaders(Topic topic) {
    // When / Then
    assertThat(topic.deadLetterConfig())
        .containsEntry("retention.ms", "-1")
        .containsEntry("max.message.bytes", Integer.toString(16777216 + 65536));
  }
}
