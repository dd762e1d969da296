package io.carryover.events;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;

/** The topic catalogue: every topic, what it holds, what its key means and how long it is kept. */
public enum Topic {
  COHORTS("cohorts", CohortDefined.class, "cohortId", Retention.COMPACTED),
  LABELLED_SCANS("labelled-scans", ScanLabelled.class, "cohortId", Retention.LONG),
  ADMITTED_SCANS("admitted-scans", ScanAdmitted.class, "cohortId", Retention.LONG),
  TRAINING_RUNS("training-runs", TrainingRequested.class, "runId", Retention.WORK_QUEUE),
  KERNELS_HARVESTED("kernels-harvested", KernelsHarvested.class, "source cohortId", Retention.LONG),
  PRIOR_FITS("prior-fits", PriorFitRequested.class, "priorId", Retention.WORK_QUEUE),
  PRIORS("priors", PriorFitted.class, "priorId", Retention.COMPACTED),
  MODELS("models", ModelExported.class, "model name", Retention.COMPACTED),
  MODEL_VERSIONS("model-versions", ModelExported.class, "model @ digest", Retention.COMPACTED),
  MODEL_ROUTES("model-routes", ModelRouted.class, "model name", Retention.COMPACTED),
  MODEL_COMPARISONS("model-comparisons", VersionsCompared.class, "model name", Retention.LONG),
  SEGMENTATION_REQUESTS(
      "segmentation-requests",
      SegmentationRequested.class,
      "study or scan id",
      Retention.WORK_QUEUE),
  STAT_SEGMENTATION_REQUESTS(
      "stat-segmentation-requests",
      SegmentationRequested.class,
      "study or scan id",
      Retention.WORK_QUEUE),
  SEGMENTATION_CANCELLATIONS(
      "segmentation-cancellations", SegmentationCancelled.class, "requestId", Retention.SHORT),
  SEGMENTATIONS("segmentations", SegmentationCompleted.class, "study or scan id", Retention.LONG),
  RUN_PROGRESS("run-progress", EpochCompleted.class, "runId", Retention.SHORT),
  RUN_STATUS("run-status", RunStatusChanged.class, "runId / requestId", Retention.COMPACTED),
  MODEL_DEPLOYMENTS(
      "model-deployments", ModelDeployed.class, "model @ replica", Retention.COMPACTED);

  /** Bytes of the largest training run: its record lists every scan of the cohort. */
  public static final int LARGEST_RECORD_BYTES = 16 << 20;

  /** Bytes of the largest dead letter: the largest record, and headers that say why it is there. */
  public static final int LARGEST_DEAD_LETTER_BYTES = LARGEST_RECORD_BYTES + (64 << 10);

  private static final String FOR_EVER = "-1";
  private static final Set<Topic> WORKED_OFF =
      EnumSet.of(
          LABELLED_SCANS,
          TRAINING_RUNS,
          PRIOR_FITS,
          SEGMENTATION_REQUESTS,
          STAT_SEGMENTATION_REQUESTS);

  private final String topicName;
  private final Class<? extends SpecificRecord> record;
  private final String keyMeaning;
  private final Retention kept;

  Topic(
      String topicName, Class<? extends SpecificRecord> record, String keyMeaning, Retention kept) {
    this.topicName = topicName;
    this.record = record;
    this.keyMeaning = keyMeaning;
    this.kept = kept;
  }

  /** Name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** The one type of record it holds. */
  public Class<? extends SpecificRecord> record() {
    return record;
  }

  /** What the key of a record is. */
  public String keyMeaning() {
    return keyMeaning;
  }

  /** How long its records are kept. */
  public Retention kept() {
    return kept;
  }

  /**
   * Whether a share group takes its records one by one. Such a topic needs one partition: a share
   * group hands whole partitions to members, and the records of a busy member's partition wait.
   */
  public boolean isWorkQueue() {
    return WORKED_OFF.contains(this);
  }

  /** Partitions: one, for a queue because of its share group, for the rest to keep their order. */
  public int partitions() {
    return 1;
  }

  /** Name of the topic for records that no consumer could work with, bytes as they came. */
  public String deadLetterName() {
    return topicName + ".dead-letter";
  }

  /** Topic configuration, by Kafka's names. */
  public Map<String, String> config() {
    Map<String, String> config = new TreeMap<>(retention());
    if (this == TRAINING_RUNS) {
      config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD_BYTES));
    }
    return Map.copyOf(config);
  }

  /** Configuration of the dead-letter topic. */
  public Map<String, String> deadLetterConfig() {
    Map<String, String> config = new TreeMap<>(deletedAfter(FOR_EVER));
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER_BYTES));
    return Map.copyOf(config);
  }

  private Map<String, String> retention() {
    return switch (kept) {
      case COMPACTED ->
          Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      case LONG -> deletedAfter(FOR_EVER);
      case SHORT -> deletedAfter(millis(Duration.ofDays(7)));
      case WORK_QUEUE -> deletedAfter(millis(Duration.ofDays(90)));
    };
  }

  private static Map<String, String> deletedAfter(String millis) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        millis);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
