package io.carryover.runtime.topics;

import io.carryover.events.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates what is missing on the broker: topics of the catalogue with their dead letters, and the
 * settings of share groups. What exists is left as it is. Any number of replicas may do it at once,
 * any number of times. Replication is the broker's default. Brokers below 4.3 do not know the
 * delivery limit of a share group and refuse it.
 */
public final class TopicSetup {

  /** Deliveries after which the broker drops a record: as many as a broker allows by default. */
  public static final int BROKER_DELIVERY_LIMIT = 10;

  private static final Map<String, String> SHARE_GROUP =
      Map.of(
          "share.auto.offset.reset", "earliest",
          "share.isolation.level", "read_committed",
          "share.delivery.count.limit", Integer.toString(BROKER_DELIVERY_LIMIT));

  private final Map<String, Object> kafkaConfig;

  public TopicSetup(Map<String, Object> kafkaConfig) {
    this.kafkaConfig = Map.copyOf(kafkaConfig);
  }

  /**
   * Creates the topics that are missing, each with its dead-letter topic.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  public void ensure(Topic... topics) {
    List<NewTopic> wanted = Stream.of(topics).flatMap(TopicSetup::withDeadLetter).toList();
    try (Admin admin = Admin.create(kafkaConfig)) {
      Set<String> present = await(admin.listTopics().names());
      create(admin, wanted.stream().filter(topic -> !present.contains(topic.name())).toList());
    }
  }

  /**
   * Sets up share groups: they start at the oldest record, see committed records only (planning
   * writes transactions), and a record may be delivered {@value #BROKER_DELIVERY_LIMIT} times.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  public void ensureShareGroups(String... groups) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String group : groups) {
      changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), settings());
    }
    try (Admin admin = Admin.create(kafkaConfig)) {
      await(admin.incrementalAlterConfigs(changes).all());
    }
  }

  private static void create(Admin admin, List<NewTopic> topics) {
    admin.createTopics(topics).values().values().forEach(TopicSetup::awaitPresent);
  }

  private static Stream<NewTopic> withDeadLetter(Topic topic) {
    return Stream.of(
        newTopic(topic.topicName(), topic.partitions(), topic.config()),
        newTopic(topic.deadLetterName(), 1, topic.deadLetterConfig()));
  }

  private static NewTopic newTopic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  private static List<AlterConfigOp> settings() {
    return SHARE_GROUP.entrySet().stream()
        .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
        .map(entry -> new AlterConfigOp(entry, OpType.SET))
        .toList();
  }

  private static void awaitPresent(KafkaFuture<Void> creation) {
    try {
      await(creation);
    } catch (TopicExistsException e) {
      // Another replica was faster.
    }
  }

  private static <V> V await(KafkaFuture<V> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
