package io.carryover.trainer.planning;

import static java.util.stream.Collectors.toMap;

import io.carryover.events.CohortDefined;
import io.carryover.events.EventSerde;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.PriorFitted;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.TrainingRequested;
import io.carryover.trainer.planning.Planner.Inheritance;
import io.carryover.trainer.planning.Planner.Wanted;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What planning knows: one small entry per definition, admission, harvest, prior and wanted run, in
 * memory, with changelogs in Kafka. Used by the one task that plans.
 */
final class PlanningState {
  private static final String COHORTS = "cohorts";
  private static final String ADMISSIONS = "admissions";
  private static final String HARVESTS = "harvests";
  private static final String PRIORS = "priors";
  private static final String PLANNED = "planned";

  private static final Comparator<PriorFitted> BY_FIT =
      Comparator.comparing(PriorFitted::getPlannedAt)
          .thenComparing(PriorFitted::getFittedAt)
          .thenComparing(PriorFitted::getPriorId);

  private final KeyValueStore<String, CohortDefined> cohorts;
  private final KeyValueStore<String, ScanAdmitted> admissions;
  private final KeyValueStore<String, KernelsHarvested> harvests;
  private final KeyValueStore<String, PriorFitted> priors;
  private final KeyValueStore<String, String> planned;

  PlanningState(ProcessingContext context) {
    cohorts = context.getStateStore(COHORTS);
    admissions = context.getStateStore(ADMISSIONS);
    harvests = context.getStateStore(HARVESTS);
    priors = context.getStateStore(PRIORS);
    planned = context.getStateStore(PLANNED);
  }

  /** The stores that the constructor asks for. */
  static List<StoreBuilder<?>> stores() {
    return List.of(
        store(COHORTS, EventSerde.of(CohortDefined.class)),
        store(ADMISSIONS, EventSerde.of(ScanAdmitted.class)),
        store(HARVESTS, EventSerde.of(KernelsHarvested.class)),
        store(PRIORS, EventSerde.of(PriorFitted.class)),
        store(PLANNED, Serdes.String()));
  }

  /** Keeps a definition. */
  void define(CohortDefined cohort) {
    cohorts.put(cohort.getCohortId(), cohort);
  }

  /** Keeps an admission; false if it says nothing new of the scan. */
  boolean admit(ScanAdmitted admitted) {
    OptionalInt place = history(admitted.getCohortId()).placeOf(admitted);
    place.ifPresent(i -> admissions.put(admissionKey(admitted.getCohortId(), i), admitted));
    return place.isPresent();
  }

  /**
   * Keeps a harvest if it is the latest planned of its network; false if it is not, or contradicts
   * itself, which the prior service tells whoever sent it.
   */
  boolean harvest(KernelsHarvested harvest) {
    String key = harvestKey(harvest);
    KernelsHarvested known = harvests.get(key);
    boolean outdated = known != null && SourceNetworks.BY_PLAN.compare(harvest, known) <= 0;
    if (outdated || !SourceNetworks.canHold(harvest)) {
      return false;
    }
    harvests.put(key, harvest);
    return true;
  }

  /** Keeps a prior if it is the latest planned of its source cohort; false if it is not. */
  boolean prior(PriorFitted prior) {
    PriorFitted known = priors.get(prior.getSourceCohortId());
    if (known != null && BY_FIT.compare(prior, known) <= 0) {
      return false;
    }
    priors.put(prior.getSourceCohortId(), prior);
    return true;
  }

  /** Forgets a definition and what it wanted; scans, harvests and priors stay. */
  void forget(String cohortId) {
    cohorts.delete(cohortId);
    plan(cohortId, List.of());
  }

  /**
   * Keeps what a cohort wants, in place of what it wanted before.
   *
   * @param wanted all of it, at most one training of each method and network
   * @return those that were not wanted before
   */
  List<Wanted> plan(String cohortId, List<Wanted> wanted) {
    Map<String, String> before =
        entries(planned.prefixScan(cohortId + '/', new StringSerializer()));
    Map<String, String> now =
        wanted.stream().collect(toMap(PlanningState::planKey, Wanted::planned));
    before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(planned::delete);
    now.forEach(planned::put);
    return wanted.stream()
        .filter(training -> !training.planned().equals(before.get(planKey(training))))
        .toList();
  }

  Optional<CohortDefined> cohort(String cohortId) {
    return Optional.ofNullable(cohorts.get(cohortId));
  }

  /** The target cohorts that name this source cohort. */
  List<CohortDefined> targetsOf(String sourceCohortId) {
    return values(cohorts.all()).stream()
        .filter(cohort -> sourceCohortId.equals(cohort.getSourceCohortId()))
        .toList();
  }

  AdmissionHistory history(String cohortId) {
    return new AdmissionHistory(
        values(admissions.prefixScan(cohortId + '/', new StringSerializer())));
  }

  /** What a cohort has from its source cohort; nothing for a source cohort. */
  Inheritance inheritance(CohortDefined cohort) {
    return Optional.ofNullable(cohort.getSourceCohortId())
        .map(source -> new Inheritance(networks(source), Optional.ofNullable(priors.get(source))))
        .orElseGet(Inheritance::none);
  }

  private SourceNetworks networks(String sourceCohortId) {
    return SourceNetworks.of(
        values(harvests.prefixScan(sourceCohortId + '/', new StringSerializer())));
  }

  private static <T> List<T> values(KeyValueIterator<String, T> entries) {
    return List.copyOf(entries(entries).values());
  }

  /** In the order of the store. */
  private static <T> Map<String, T> entries(KeyValueIterator<String, T> entries) {
    Map<String, T> byKey = new LinkedHashMap<>();
    try (entries) {
      entries.forEachRemaining(entry -> byKey.put(entry.key, entry.value));
    }
    return byKey;
  }

  private static String planKey(Wanted wanted) {
    TrainingRequested request = wanted.request();
    return "%s/%s/%d".formatted(request.getCohortId(), request.getMethod(), request.getNetwork());
  }

  private static String harvestKey(KernelsHarvested harvest) {
    return "%s/%d".formatted(harvest.getCohortId(), harvest.getNetwork());
  }

  private static String admissionKey(String cohortId, int place) {
    return "%s/%010d".formatted(cohortId, place);
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
  }
}
