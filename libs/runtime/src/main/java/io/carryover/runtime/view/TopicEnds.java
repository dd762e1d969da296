package io.carryover.runtime.view;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Where partitions end now, asked on a connection of its own: a broker answers a connection's
 * requests in order, and a consumer's next request waits there until its fetch has come back, half
 * a second where nothing is new.
 */
final class TopicEnds implements AutoCloseable {
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;

  TopicEnds(Map<String, Object> kafkaConfig) {
    this.admin = Admin.create(kafkaConfig);
  }

  /**
   * Offsets behind the last committed record.
   *
   * @throws KafkaException the broker could not say
   */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
    try {
      return admin.listOffsets(latest(partitions), COMMITTED).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      throw new KafkaException("the ends of %s are not known".formatted(partitions), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Map<TopicPartition, OffsetSpec> latest(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
