package io.carryover.runtime.work;

import io.carryover.events.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many records a share group still has to do, asked of the broker from time to time. */
final class Backlog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Map<String, Object> kafkaConfig;
  private final TopicPartition queue;
  private final String group;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread sampler;
  private volatile double records = Double.NaN;

  Backlog(Map<String, Object> kafkaConfig, Topic topic, String group) {
    this.kafkaConfig = kafkaConfig;
    this.queue = new TopicPartition(topic.topicName(), 0);
    this.group = group;
    this.sampler = WorkThreads.daemon(this::run, "work-%s-backlog".formatted(topic.topicName()));
  }

  void start() {
    sampler.start();
  }

  /** Records waiting or being worked on; not a number while that is unknown. */
  double records() {
    return records;
  }

  @Override
  public void close() {
    stop.countDown();
    sampler.interrupt();
  }

  private void run() {
    try (Admin admin = Admin.create(kafkaConfig)) {
      do {
        records = sample(admin);
      } while (!stop.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.debug("the backlog of {} is no longer watched", queue);
    }
  }

  private double sample(Admin admin) throws InterruptedException {
    try {
      Optional<Long> lag = lag(admin);
      return lag.isPresent() ? lag.get() : everyRecord(admin);
    } catch (ExecutionException e) {
      log.debug("the backlog of {} is unknown", queue, e);
      return Double.NaN;
    }
  }

  /** What the broker says, which is nothing before the group's first acknowledgement. */
  private Optional<Long> lag(Admin admin) throws InterruptedException, ExecutionException {
    Map<String, ListShareGroupOffsetsSpec> all = Map.of(group, new ListShareGroupOffsetsSpec());
    SharePartitionOffsetInfo progress =
        admin.listShareGroupOffsets(all).partitionsToOffsetInfo(group).get().get(queue);
    return Optional.ofNullable(progress).flatMap(SharePartitionOffsetInfo::lag);
  }

  private double everyRecord(Admin admin) throws InterruptedException, ExecutionException {
    return offset(admin, OffsetSpec.latest()) - offset(admin, OffsetSpec.earliest());
  }

  private double offset(Admin admin, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    return admin.listOffsets(Map.of(queue, spec)).partitionResult(queue).get().offset();
  }
}
