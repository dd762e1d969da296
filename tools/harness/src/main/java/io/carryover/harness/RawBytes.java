package io.carryover.harness;

import io.carryover.events.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that no publisher of ours would write. */
public final class RawBytes {
  private RawBytes() {}

  /** Writes a record as it is; returns when the broker has it. */
  public static void send(Map<String, Object> kafka, Topic topic, String key, byte[] bytes) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.topicName(), key, bytes)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot write to " + topic.topicName(), e.getCause());
    }
  }
}
