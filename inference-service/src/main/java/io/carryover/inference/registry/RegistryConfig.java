package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.events.Topic;
import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.onnx.CudaSettings;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.RunnerThread;
import io.carryover.runtime.service.ServiceResources;
import io.carryover.runtime.view.TopicView;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes the registry and what feeds it. */
@Singleton
class RegistryConfig {

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
  TopicView<ModelExported> models(
      ModelRegistry registry, ServiceResources resources, MeterRegistry meters) {
    ModelHandler handler =
        new ModelHandler(registry, new ModelMetrics(meters), resources.publisher());
    return new TopicView<>(resources.kafka(), Topic.MODELS, ModelExported.class, handler);
  }

  /** Never down: a replica without models is ready, it refuses with a code. */
  @Produces
  @Readiness
  @Singleton
  HealthCheck models(ModelRegistry registry) {
    return () ->
        HealthCheckResponse.named("models served")
            .withData("models", registry.deployed().size())
            .withData("refused", registry.refused().size())
            .up()
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
