package io.carryover.runtime.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.broker.EmbeddedBroker;
import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.runtime.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker, and clients from outside to look at it. Each test begins with empty topics and a group
 * of its own.
 */
final class Queues implements AutoCloseable {
  static final Topic TOPIC = Topic.SEGMENTATION_REQUESTS;

  /** The shortest lock that a broker allows: renewals are due every third of a second. */
  static final Duration LOCK = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Path directory;
  private EmbeddedBroker broker;
  private String group;

  Queues(Path directory) {
    this.directory = directory;
    this.broker = EmbeddedBroker.start(directory);
    new TopicSetup(config()).ensure(Topic.values());
  }

  /** Hides every record sent so far, and begins a group that nobody has joined. */
  void begin(String newGroup) {
    group = newGroup;
    new TopicSetup(config()).ensureShareGroups(group);
    try (Admin admin = Admin.create(config())) {
      hideRecords(admin, TOPIC.topicName());
      hideRecords(admin, TOPIC.deadLetterName());
      shortenLock(admin);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  String group() {
    return group;
  }

  Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  /** Quick to retry and to drain. */
  WorkQueueSettings settings() {
    return WorkQueueSettings.of(TOPIC, group)
        .withRetryDelay(Duration.ofMillis(10))
        .withDrainTimeout(Duration.ofSeconds(10));
  }

  void stopBroker() {
    broker.close();
  }

  void startBrokerAgain() {
    broker = EmbeddedBroker.start(directory, broker.port());
  }

  void send(String scanId) {
    send(scanId, EventCodec.encode(request(scanId)));
  }

  void send(String key, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(TOPIC.topicName(), key.getBytes(UTF_8), value);
    record.headers().add("ce_id", "an id".getBytes(UTF_8));
    send(record);
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    Map<String, Object> config = new HashMap<>(config());
    config.put("max.request.size", Topic.LARGEST_RECORD_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  void sendAndAbort(String scanId) {
    Map<String, Object> config = new HashMap<>(config());
    config.put("transactional.id", group);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>(TOPIC.topicName(), EventCodec.encode(request(scanId))))
          .get();
      producer.abortTransaction();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything on the dead-letter topic of a topic at this moment. */
  List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic topic) {
    TopicPartition partition = new TopicPartition(topic.deadLetterName(), 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** A member of the group that acknowledges nothing unless told to. */
  KafkaShareConsumer<byte[], byte[]> member() {
    Map<String, Object> config = new HashMap<>(config());
    config.put("group.id", group);
    config.put("share.acknowledgement.mode", "explicit");
    config.put("share.acquire.mode", "record_limit");
    config.put("max.poll.records", 1);
    KafkaShareConsumer<byte[], byte[]> member =
        new KafkaShareConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(List.of(TOPIC.topicName()));
    return member;
  }

  static ConsumerRecord<byte[], byte[]> take(KafkaShareConsumer<byte[], byte[]> member) {
    for (int i = 0; i < 100; i++) {
      for (ConsumerRecord<byte[], byte[]> record : member.poll(POLL)) {
        return record;
      }
    }
    throw new AssertionError("no record was delivered");
  }

  static SegmentationRequested request(String scanId) {
    return new SegmentationRequested(
        "request-" + scanId,
        scanId,
        "caudate-dwp",
        ScanFormat.NIFTI,
        new ArtifactRef("file:///scans/" + scanId + ".nii.gz", "0".repeat(64), 1L),
        null,
        1L,
        List.of(),
        null,
        null,
        Instant.EPOCH);
  }

  @Override
  public void close() {
    broker.close();
  }

  private static void hideRecords(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    RecordsToDelete all = RecordsToDelete.beforeOffset(-1);
    admin.deleteRecords(Map.of(new TopicPartition(topic, 0), all)).all().get();
  }

  private void shortenLock(Admin admin) throws InterruptedException, ExecutionException {
    ConfigEntry lock =
        new ConfigEntry("share.record.lock.duration.ms", Long.toString(LOCK.toMillis()));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    AlterConfigOp set = new AlterConfigOp(lock, AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
  }
}
