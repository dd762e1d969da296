package io.carryover.prior.harvest;

import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.runtime.event.EventHeaders;
import io.carryover.runtime.status.StatusRecords;
import io.carryover.runtime.streams.EventDecoding;
import io.carryover.runtime.streams.EventEncoding;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/** The harvest as a topology, see the package. */
public final class HarvestTopology {
  /** Application id: the consumer group and the prefix of internal topics. */
  public static final String APPLICATION_ID = "prior-harvest";

  private HarvestTopology() {}

  /**
   * Builds it.
   *
   * @param codeVersion version of this code, part of every prior's id
   * @param headers for the events that it emits
   */
  public static Topology build(String codeVersion, EventHeaders headers) {
    StreamsBuilder builder = new StreamsBuilder();
    StatusRecords statuses = new StatusRecords(headers.clock());
    KStream<String, SpecificRecord> decisions =
        EventDecoding.read(builder, Topic.KERNELS_HARVESTED, KernelsHarvested.class)
            .process(HarvestProcessor.supplier(new Harvest(codeVersion), statuses));
    EventEncoding.writeThoseOf(PriorFitRequested.class, decisions, Topic.PRIOR_FITS, headers);
    EventEncoding.writeThoseOf(RunStatusChanged.class, decisions, Topic.RUN_STATUS, headers);
    return builder.build();
  }
}
