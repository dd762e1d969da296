package io.carryover.trainer;

import io.carryover.events.CohortDefined;
import io.carryover.events.EpochCompleted;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.runtime.run.RecordedRuns;
import io.carryover.runtime.service.CodeVersion;
import io.carryover.runtime.service.KafkaSettings;
import io.carryover.runtime.service.Part;
import io.carryover.runtime.service.ServiceHealth;
import io.carryover.runtime.service.ServiceMetrics;
import io.carryover.runtime.service.ServiceParts;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.service.TopicUse;
import io.carryover.runtime.streams.StreamsProcess;
import io.carryover.runtime.topics.TopicSetup;
import io.carryover.runtime.view.TopicView;
import io.carryover.runtime.work.WorkQueue;
import io.carryover.runtime.work.WorkQueueSettings;
import io.carryover.trainer.admission.AdmissionHandler;
import io.carryover.trainer.admission.ScanAdmission;
import io.carryover.trainer.cohort.AdmittedScans;
import io.carryover.trainer.export.ExportedModel;
import io.carryover.trainer.planning.PlanningTopology;
import io.carryover.trainer.scan.ScanFiles;
import io.carryover.trainer.training.HarvestedKernels;
import io.carryover.trainer.training.RunResult;
import io.carryover.trainer.training.ScanExamples;
import io.carryover.trainer.training.TrainingHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Puts the parts of the service together; starts and stops them. */
@Singleton
class TrainerServiceConfig {
  private static final String NAME = "trainer-service";

  /** Share group of all replicas that admit scans. */
  private static final String ADMISSION_GROUP = "trainer-admission";

  /** Share group of all replicas that train. */
  private static final String TRAINING_GROUP = "trainer-training";

  /** Statuses that the page shows; every segmentation ever asked for has one as well. */
  private static final Set<RunKind> OWN_KINDS =
      Set.of(RunKind.TRAINING, RunKind.SCAN, RunKind.COHORT);

  /** A training stops before its next step, within seconds. */
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(8);

  @Produces
  @Singleton
  ServiceResources resources(TrainerServiceSettings settings, Config config) {
    TensorEngine.useThreads(settings.threads());
    return new ServiceResources(NAME, settings, KafkaSettings.from(config));
  }

  void close(@Disposes ServiceResources resources) {
    resources.close();
  }

  @Produces
  @Singleton
  StreamsProcess planning(ServiceResources resources) {
    return new StreamsProcess(
        resources.kafka(),
        PlanningTopology.APPLICATION_ID,
        resources.streamsDirectory(),
        PlanningTopology.build(
            CodeVersion.current(), resources.headers().source(), resources.clock()));
  }

  @Produces
  @Singleton
  WorkQueue<ScanLabelled> admission(
      ServiceResources resources, TopicView<CohortDefined> cohorts, MeterRegistry meters) {
    ScanAdmission admission =
        new ScanAdmission(
            cohortId -> latest(cohorts, cohortId),
            new ScanFiles(resources.store()),
            resources.clock());
    return new WorkQueue<>(
        resources.kafka(),
        WorkQueueSettings.of(Topic.LABELLED_SCANS, ADMISSION_GROUP),
        ScanLabelled.class,
        new AdmissionHandler(admission, resources.publisher(), resources.status()),
        meters);
  }

  @Produces
  @Singleton
  WorkQueue<TrainingRequested> training(
      ServiceResources resources, TopicView<ModelExported> models, MeterRegistry meters) {
    TrainingHandler handler =
        new TrainingHandler(
            new ScanExamples(new ScanFiles(resources.store())),
            results(resources),
            resources.store(),
            model -> latest(models, model),
            resources.publisher(),
            resources.clock());
    return new WorkQueue<>(
        resources.kafka(),
        WorkQueueSettings.of(Topic.TRAINING_RUNS, TRAINING_GROUP).withDrainTimeout(DRAIN_WITHIN),
        TrainingRequested.class,
        new RecordedRuns<>(handler, resources.store(), resources.runs(), resources.status()),
        meters);
  }

  private static Map<Method, RunResult> results(ServiceResources resources) {
    RunResult exported = new ExportedModel(resources.store(), resources.clock());
    Map<Method, RunResult> results = new EnumMap<>(Method.class);
    List.of(Method.RI, Method.PR, Method.PRF, Method.DWP)
        .forEach(method -> results.put(method, exported));
    results.put(Method.SOURCE, new HarvestedKernels(resources.store(), resources.clock()));
    return results;
  }

  private static <T extends SpecificRecord> Optional<T> latest(TopicView<T> view, String key) {
    view.catchUp();
    return view.get(key);
  }

  @Produces
  @Singleton
  TopicView<CohortDefined> cohorts(ServiceResources resources) {
    return view(resources, Topic.COHORTS, CohortDefined.class);
  }

  @Produces
  @Singleton
  TopicView<ModelExported> models(ServiceResources resources) {
    return view(resources, Topic.MODELS, ModelExported.class);
  }

  @Produces
  @Singleton
  TopicView<RunStatusChanged> statuses(ServiceResources resources) {
    return new TopicView<>(
        resources.kafka(),
        Topic.RUN_STATUS,
        RunStatusChanged.class,
        status -> OWN_KINDS.contains(status.getKind()),
        (id, status) -> {});
  }

  @Produces
  @Singleton
  TopicView<EpochCompleted> progress(ServiceResources resources) {
    return view(resources, Topic.RUN_PROGRESS, EpochCompleted.class);
  }

  private static <T extends SpecificRecord> TopicView<T> view(
      ServiceResources resources, Topic topic, Class<T> type) {
    return new TopicView<>(resources.kafka(), topic, type, (key, event) -> {});
  }

  @Produces
  @Singleton
  AdmittedScans admittedScans() {
    return new AdmittedScans();
  }

  @Produces
  @Singleton
  TopicView<ScanAdmitted> admissions(ServiceResources resources, AdmittedScans scans) {
    return new TopicView<>(
        resources.kafka(),
        Topic.ADMITTED_SCANS,
        ScanAdmitted.class,
        (cohortId, admitted) -> scans.add(admitted));
  }

  @Produces
  @Singleton
  ServiceParts parts(
      ServiceResources resources,
      StreamsProcess planning,
      WorkQueue<ScanLabelled> admission,
      WorkQueue<TrainingRequested> training,
      TopicView<CohortDefined> cohorts,
      TopicView<ModelExported> models,
      TopicView<RunStatusChanged> statuses,
      TopicView<EpochCompleted> progress,
      TopicView<ScanAdmitted> admissions) {
    TopicSetup topics = new TopicSetup(resources.kafka());
    return new ServiceParts(
        () -> topics.ensure(TopicUse.topics(TrainerTopics.ALL)),
        List.of(
            Part.view(Topic.COHORTS, cohorts),
            Part.view(Topic.MODELS, models),
            Part.view(Topic.RUN_STATUS, statuses),
            Part.view(Topic.RUN_PROGRESS, progress),
            Part.view(Topic.ADMITTED_SCANS, admissions),
            new Part(
                "planning", planning::start, planning::alive, planning::running, planning::close),
            Part.queue("admission", admission),
            Part.queue("training", training)));
  }

  @Produces
  @Singleton
  ServiceMetrics metrics(ServiceParts parts) {
    return new ServiceMetrics(parts);
  }

  @Produces
  @Singleton
  @Liveness
  HealthCheck liveness(ServiceParts parts) {
    return ServiceHealth.liveness(parts);
  }

  @Produces
  @Singleton
  @Readiness
  HealthCheck readiness(ServiceParts parts, ServiceResources resources) {
    return ServiceHealth.readiness(parts, resources.broker());
  }

  void start(@Observes StartupEvent event, ServiceParts parts) {
    parts.start();
  }

  void stop(@Observes ShutdownEvent event, ServiceParts parts) {
    parts.close();
  }
}
