package io.carryover.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.Topic;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {

  private static final String CLUSTER_LABEL = "strimzi.io/cluster";

  /** What the catalogue and a manifest both say about a topic. */
  private record Settings(int partitions, Map<String, String> config) {}

  @Test
  void topicsAreTheCatalogueWithItsDeadLetters() throws IOException {
    assertThat(deployed()).containsExactlyInAnyOrderEntriesOf(catalogue());
  }

  @Test
  void topicsBelongToTheCluster() throws IOException {
    // Given
    String cluster = Base.objects(Kafka.class).get(0).getMetadata().getName();

    // Then
    assertThat(Base.objects(KafkaTopic.class))
        .allSatisfy(
            topic ->
                assertThat(topic.getMetadata().getLabels()).containsEntry(CLUSTER_LABEL, cluster));
    assertThat(Base.objects(KafkaNodePool.class))
        .isNotEmpty()
        .allSatisfy(
            pool ->
                assertThat(pool.getMetadata().getLabels()).containsEntry(CLUSTER_LABEL, cluster));
  }

  @Test
  void everyTopicHasAsManyReplicasAsThereAreNodes() throws IOException {
    // Given
    int nodes =
        Base.objects(KafkaNodePool.class).stream().mapToInt(p -> p.getSpec().getReplicas()).sum();

    // Then
    assertThat(Base.objects(KafkaTopic.class))
        .allSatisfy(topic -> assertThat(topic.getSpec().getReplicas()).isEqualTo(nodes));
  }

  private static Map<String, Settings> deployed() throws IOException {
    return Base.objects(KafkaTopic.class).stream()
        .collect(
            Collectors.toMap(topic -> topic.getMetadata().getName(), KafkaTopicsTest::settings));
  }

  private static Settings settings(KafkaTopic topic) {
    Map<String, String> config = new TreeMap<>();
    topic.getSpec().getConfig().forEach((key, value) -> config.put(key, value.toString()));
    return new Settings(topic.getSpec().getPartitions(), config);
  }

  private static Map<String, Settings> catalogue() {
    Map<String, Settings> catalogue = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      catalogue.put(topic.topicName(), new Settings(topic.partitions(), topic.config()));
      catalogue.put(topic.deadLetterName(), new Settings(1, topic.deadLetterConfig()));
    }
    return catalogue;
  }
}
