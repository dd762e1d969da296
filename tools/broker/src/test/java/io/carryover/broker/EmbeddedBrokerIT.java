package io.carryover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void outsideConsumerSeesTopicsAndRecords() throws Exception {
    // Given
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      createTopic(broker);
      send(broker, "a record");

      // When
      Set<String> topics = topics(broker);
      List<String> values = readAll(broker);

      // Then
      assertThat(topics).contains("scans");
      assertThat(values).containsExactly("a record");
    }
  }

  @Test
  void restartOnTheSameDirectoryAndPortKeepsTopicsAndRecords() throws Exception {
    // Given
    EmbeddedBroker first = EmbeddedBroker.start(directory);
    createTopic(first);
    send(first, "before");
    first.close();

    // When
    try (EmbeddedBroker second = EmbeddedBroker.start(directory, first.port())) {
      send(second, "after");

      // Then
      assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
      assertThat(readAll(second)).containsExactly("before", "after");
    }
  }

  @Test
  void shareGroupReceivesRecords() throws Exception {
    // Given
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      createTopic(broker);
      startAtTheOldest(broker, "workers");
      send(broker, "work");

      // When
      Optional<String> received = takeOne(broker, "workers");

      // Then
      assertThat(received).contains("work");
    }
  }

  @Test
  void topicIsNotCreatedByAccident() throws Exception {
    // Given
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        KafkaProducer<String, String> producer = producer(broker, Duration.ofSeconds(2))) {

      // When
      var sent = producer.send(new ProducerRecord<>("misspelt", "value"));

      // Then
      assertThatThrownBy(sent::get).hasMessageContaining("misspelt");
      assertThat(topics(broker)).doesNotContain("misspelt");
    }
  }

  @Test
  void isNotReachableFromOtherMachines() throws Exception {
    // Given
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      List<InetAddress> outward =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress())
              .toList();

      // When / Then
      assertThat(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
          .satisfies(local -> new Socket(local, broker.port()).close());
      assertThat(outward)
          .allSatisfy(
              address ->
                  assertThatThrownBy(() -> new Socket(address, broker.port()).close())
                      .isInstanceOf(IOException.class));
    }
  }

  @Test
  void portInUseIsAnErrorThatLeavesNothingRunning() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When / Then
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(topics(broker)).isEmpty();
    }
  }

  @Test
  void directoryInUseIsAnErrorThatLeavesTheFirstBrokerAlone() throws Exception {
    // Given
    try (EmbeddedBroker first = EmbeddedBroker.start(directory)) {
      createTopic(first);

      // When / Then
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString());
      assertThat(topics(first)).contains("scans");
    }
  }

  @Test
  void closeFreesThePort() throws Exception {
    // Given
    EmbeddedBroker broker = EmbeddedBroker.start(directory);

    // When
    broker.close();

    // Then
    try (ServerSocket socket =
        new ServerSocket(broker.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(clientConfig(broker))) {
      NewTopic topic = new NewTopic("scans", Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void startAtTheOldest(EmbeddedBroker broker, String group) throws Exception {
    try (Admin admin = Admin.create(clientConfig(broker))) {
      var change =
          new AlterConfigOp(
              new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }

  private static Set<String> topics(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(clientConfig(broker))) {
      return admin.listTopics().names().get();
    }
  }

  private static void send(EmbeddedBroker broker, String value) throws Exception {
    try (KafkaProducer<String, String> producer = producer(broker, PATIENCE)) {
      producer.send(new ProducerRecord<>("scans", value)).get();
    }
  }

  private static KafkaProducer<String, String> producer(
      EmbeddedBroker broker, Duration longestWait) {
    Map<String, Object> config = new HashMap<>(clientConfig(broker));
    config.put("max.block.ms", longestWait.toMillis());
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static List<String> readAll(EmbeddedBroker broker) {
    TopicPartition partition = new TopicPartition("scans", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            clientConfig(broker), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(PATIENCE).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  private static Optional<String> takeOne(EmbeddedBroker broker, String group) {
    Map<String, Object> config = new HashMap<>(clientConfig(broker));
    config.put("group.id", group);
    try (KafkaShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("scans"));
      for (ConsumerRecord<String, String> record : consumer.poll(PATIENCE)) {
        return Optional.of(record.value());
      }
      return Optional.empty();
    }
  }

  private static Map<String, Object> clientConfig(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
