package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.onnx.CudaSettings;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.RunnerThread;
import io.carryover.runtime.service.Part;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.view.TopicView;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes the registry and what feeds it. */
@Singleton
class RegistryConfig {
  private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

  @Produces
  @Singleton
  ModelRegistry registry(
      InferenceServiceSettings settings, ServiceResources resources, RunnerThread runner) {
    InferenceServiceSettings.Inference inference = settings.inference();
    ModelOpening proven =
        new ProvenModelOpening(
            resources.store(),
            session(inference),
            new ModelSettings(inference.batch(), inference.goldenTolerance()),
            runner,
            resources.clock());
    return new ModelRegistry(
        RetriedModelOpening.of(proven), inference.device(), settings.replica(), resources.clock());
  }

  void close(@Disposes ModelRegistry registry) {
    registry.close();
  }

  @Produces
  @Singleton
  @Typed(ModelHandler.class)
  ModelHandler handler(ModelRegistry registry, ServiceResources resources, MeterRegistry meters) {
    return new ModelHandler(registry, new ModelMetrics(meters), resources.publisher());
  }

  @Produces
  @Singleton
  Part postponed(ModelHandler handler) {
    PostponedModels trials =
        new PostponedModels(
            handler::deployPostponed,
            TRY_AGAIN_AFTER,
            Executors.newSingleThreadScheduledExecutor(RegistryConfig::daemon));
    return Part.of("postponed models", trials::start, trials::alive, trials::close);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "postponed-models");
    thread.setDaemon(true);
    return thread;
  }

  @Produces
  @Singleton
  TopicView<ModelExported> models(ModelHandler handler, ServiceResources resources) {
    return new TopicView<>(resources.kafka(), Topic.MODELS, ModelExported.class, handler);
  }

  /**
   * Down while a model is postponed, which other replicas may serve. A replica without models is
   * ready, it refuses with a code.
   */
  @Produces
  @Readiness
  @Singleton
  HealthCheck models(ModelRegistry registry) {
    return () ->
        HealthCheckResponse.named("models served")
            .withData("models", registry.deployed().size())
            .withData("refused", registry.refused().size())
            .withData("postponed", registry.postponed().size())
            .status(registry.postponed().isEmpty())
            .build();
  }

  private static SessionSettings session(InferenceServiceSettings.Inference inference) {
    return new SessionSettings(inference.device(), inference.threads(), cuda(inference.cuda()));
  }

  private static CudaSettings cuda(InferenceServiceSettings.Cuda cuda) {
    Optional<Long> limit = cuda.memoryLimit().map(MemorySize::asLongValue);
    return new CudaSettings(
        limit.map(OptionalLong::of).orElseGet(OptionalLong::empty), cuda.algorithmSearch());
  }
}
