package io.carryover.trainer.planning;

import io.carryover.events.CohortDefined;
import io.carryover.events.EventSerde;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.streams.EventDecoding;
import io.carryover.runtime.streams.EventEncoding;
import java.time.Clock;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Planning as a topology, see the package. */
public final class PlanningTopology {
  /** Application id of the topology: its consumer group and the prefix of its internal topics. */
  public static final String APPLICATION_ID = "trainer-planning";

  private static final int ONE_TASK_SEES_ALL = 1;

  private PlanningTopology() {}

  /**
   * Builds it.
   *
   * @param codeVersion version of this code, part of every run's id
   * @param source who publishes, as a URI reference, for example "/trainer-service/trainer-0"
   * @param clock for the times of requests and statuses
   */
  public static Topology build(String codeVersion, String source, Clock clock) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, SpecificRecord> decisions =
        inputs(builder)
            .repartition(
                Repartitioned.with(Serdes.String(), new EventSerde())
                    .withName("inputs")
                    .withNumberOfPartitions(ONE_TASK_SEES_ALL))
            .process(PlanningProcessor.supplier(new Planner(codeVersion), clock));
    EventHeaders headers = new EventHeaders(source, clock);
    write(decisions, Topic.TRAINING_RUNS, TrainingRequested.class, headers);
    write(decisions, Topic.RUN_STATUS, RunStatusChanged.class, headers);
    return builder.build();
  }

  private static KStream<String, SpecificRecord> inputs(StreamsBuilder builder) {
    return Stream.of(
            cohortsAndTheirEnds(builder),
            read(builder, Topic.ADMITTED_SCANS, ScanAdmitted.class),
            read(builder, Topic.KERNELS_HARVESTED, KernelsHarvested.class),
            read(builder, Topic.PRIORS, PriorFitted.class))
        .reduce(KStream::merge)
        .orElseThrow();
  }

  private static KStream<String, SpecificRecord> cohortsAndTheirEnds(StreamsBuilder builder) {
    return EventDecoding.readWithTombstones(builder, Topic.COHORTS, CohortDefined.class)
        .mapValues(event -> event);
  }

  private static <T extends SpecificRecord> KStream<String, SpecificRecord> read(
      StreamsBuilder builder, Topic topic, Class<T> type) {
    return EventDecoding.read(builder, topic, type).mapValues(event -> event);
  }

  private static <T extends SpecificRecord> void write(
      KStream<String, SpecificRecord> decisions, Topic topic, Class<T> type, EventHeaders headers) {
    EventEncoding.write(
        decisions.filter((key, event) -> type.isInstance(event)).mapValues(type::cast),
        topic,
        headers);
  }
}
