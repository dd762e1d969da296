package io.carryover.prior;

import io.carryover.events.EpochCompleted;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunKind;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.networks.engine.TensorEngine;
import io.carryover.prior.fitting.Fitter;
import io.carryover.prior.fitting.FittingHandler;
import io.carryover.prior.fitting.PriorFit;
import io.carryover.prior.harvest.HarvestTopology;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Puts the parts of the service together; starts and stops them. */
@Singleton
class PriorServiceConfig {
  private static final String NAME = "prior-service";

  /** Share group of all replicas. */
  private static final String FITTING_GROUP = "prior-fitting";

  /** A fit stops before its next step, within seconds. */
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(8);

  @Produces
  @Singleton
  ServiceResources resources(PriorServiceSettings settings, Config config) {
    TensorEngine.useThreads(settings.threads());
    return new ServiceResources(NAME, settings, KafkaSettings.from(config));
  }

  void close(@Disposes ServiceResources resources) {
    resources.close();
  }

  @Produces
  @Singleton
  StreamsProcess harvest(ServiceResources resources) {
    return new StreamsProcess(
        resources.kafka(),
        HarvestTopology.APPLICATION_ID,
        resources.streamsDirectory(),
        HarvestTopology.build(CodeVersion.current(), resources.headers()));
  }

  @Produces
  @Singleton
  WorkQueue<PriorFitRequested> fitting(ServiceResources resources, MeterRegistry meters) {
    PriorFit fit =
        new PriorFit(
            Fitter.KERNEL_VAES, resources.store(), CodeVersion.current(), resources.clock());
    FittingHandler handler = new FittingHandler(fit, resources.publisher());
    return new WorkQueue<>(
        resources.kafka(),
        WorkQueueSettings.of(Topic.PRIOR_FITS, FITTING_GROUP).withDrainTimeout(DRAIN_WITHIN),
        PriorFitRequested.class,
        new RecordedRuns<>(handler, resources.store(), resources.runs(), resources.status()),
        meters);
  }

  @Produces
  @Singleton
  TopicView<PriorFitted> priors(ServiceResources resources) {
    return view(resources, Topic.PRIORS, PriorFitted.class);
  }

  @Produces
  @Singleton
  TopicView<RunStatusChanged> statuses(ServiceResources resources) {
    return new TopicView<>(
        resources.kafka(),
        Topic.RUN_STATUS,
        RunStatusChanged.class,
        status -> status.getKind() == RunKind.PRIOR, // Every segmentation has a status as well.
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
  ServiceParts parts(
      ServiceResources resources,
      StreamsProcess harvest,
      WorkQueue<PriorFitRequested> fitting,
      TopicView<PriorFitted> priors,
      TopicView<RunStatusChanged> statuses,
      TopicView<EpochCompleted> progress) {
    TopicSetup topics = new TopicSetup(resources.kafka());
    return new ServiceParts(
        () -> topics.ensure(TopicUse.topics(PriorTopics.ALL)),
        List.of(
            Part.view(Topic.PRIORS, priors),
            Part.view(Topic.RUN_STATUS, statuses),
            Part.view(Topic.RUN_PROGRESS, progress),
            new Part("harvest", harvest::start, harvest::alive, harvest::running, harvest::close),
            Part.queue("fitting", fitting)));
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
