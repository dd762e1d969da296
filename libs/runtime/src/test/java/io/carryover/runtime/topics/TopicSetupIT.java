package io.carryover.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupIT {
  private EmbeddedBroker broker;
  private Admin admin;
  private TopicSetup setup;

  @BeforeEach
  void startBroker(@TempDir Path directory) {
    broker = EmbeddedBroker.start(directory);
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(config);
    setup = new TopicSetup(config);
  }

  @AfterEach
  void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void createsTheWholeCatalogueWithItsDeadLetters() throws Exception {
    // When
    setup.ensure(Topic.values());

    // Then
    List<String> names =
        Arrays.stream(Topic.values())
            .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
            .toList();
    assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(partitions(Topic.TRAINING_RUNS.topicName())).isEqualTo(1);
    assertThat(setting(topic("models"), "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(topic("training-runs"), "max.message.bytes")).isEqualTo("16777216");
    assertThat(setting(topic("training-runs.dead-letter"), "max.message.bytes"))
        .isEqualTo("16842752");
    assertThat(setting(topic("labelled-scans"), "retention.ms")).isEqualTo("-1");
  }

  @Test
  void replicasMayAskAtOnceAndAgain() {
    // When
    CompletableFuture<?>[] replicas =
        Stream.generate(() -> CompletableFuture.runAsync(() -> setup.ensure(Topic.values())))
            .limit(3)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> all = CompletableFuture.allOf(replicas);

    // Then
    assertThat(all).succeedsWithin(Duration.ofSeconds(60));
    setup.ensure(Topic.values());
  }

  @Test
  void leavesATopicAsItsOperatorMadeIt() throws Exception {
    // Given
    NewTopic operators =
        new NewTopic("labelled-scans", Optional.of(3), Optional.empty())
            .configs(Map.of("retention.ms", "86400000"));
    admin.createTopics(List.of(operators)).all().get();

    // When
    setup.ensure(Topic.LABELLED_SCANS);

    // Then
    assertThat(partitions("labelled-scans")).isEqualTo(3);
    assertThat(setting(topic("labelled-scans"), "retention.ms")).isEqualTo("86400000");
    assertThat(partitions("labelled-scans.dead-letter")).isEqualTo(1);
  }

  @Test
  void shareGroupsStartAtTheOldestCommittedRecord() throws Exception {
    // When
    setup.ensureShareGroups("training", "admission");

    // Then
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "admission");
    assertThat(setting(group, "share.auto.offset.reset")).isEqualTo("earliest");
    assertThat(setting(group, "share.isolation.level")).isEqualTo("read_committed");
    assertThat(setting(group, "share.delivery.count.limit")).isEqualTo("10");
  }

  private int partitions(String topic) throws Exception {
    Map<String, TopicDescription> described =
        admin.describeTopics(List.of(topic)).allTopicNames().get();
    return described.get(topic).partitions().size();
  }

  private String setting(ConfigResource resource, String name) throws Exception {
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.get(name).value();
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }
}
