package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
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
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes the registry and what feeds it. */
@Singleton
class RegistryConfig {
  /** Name of the view of all versions, beside that of the newest ones. */
  static final String VERSIONS = "model-versions";

  /** Name of the parts of this feature. */
  private static final String PARTS = "registry";

  private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

  @Produces
  @Singleton
  VersionPool pool(
      InferenceServiceSettings settings, ServiceResources resources, RunnerThread runner) {
    InferenceServiceSettings.Inference inference = settings.inference();
    ModelOpening proven =
        new ProvenModelOpening(
            resources.store(),
            session(inference),
            new ModelSettings(inference.batch(), inference.goldenTolerance()),
            runner,
            resources.clock());
    return new VersionPool(RetriedModelOpening.of(proven));
  }

  @Produces
  @Singleton
  @Typed(ModelRegistry.class)
  ModelRegistry registry(
      VersionPool pool, InferenceServiceSettings settings, ServiceResources resources) {
    return new ModelRegistry(
        pool, settings.inference().device(), settings.replica(), resources.clock());
  }

  void close(@Disposes ModelRegistry registry) {
    registry.close();
  }

  @Produces
  @Singleton
  @Identifier(VERSIONS)
  TopicView<ModelExported> versions(ServiceResources resources) {
    return new TopicView<>(
        resources.kafka(), Topic.MODEL_VERSIONS, ModelExported.class, (key, export) -> {});
  }

  @Produces
  @Singleton
  Versions versions(
      @Identifier(VERSIONS) TopicView<ModelExported> exports,
      VersionPool pool,
      InferenceServiceSettings settings) {
    return new Versions(exports::get, pool, settings.inference().keptVersions());
  }

  void close(@Disposes Versions versions) {
    versions.close();
  }

  @Produces
  @Singleton
  Routes routes(Versions versions) {
    return new Routes(versions);
  }

  void close(@Disposes Routes routes) {
    routes.close();
  }

  @Produces
  @Singleton
  RoutedModels routed(ModelRegistry registry, Routes routes, Versions versions) {
    return new RoutedModels(registry, routes, versions);
  }

  @Produces
  @Singleton
  @Typed(ModelHandler.class)
  ModelHandler handler(
      ModelRegistry registry, Routes routes, ServiceResources resources, MeterRegistry meters) {
    return new ModelHandler(registry, routes, new ModelMetrics(meters), resources.publisher());
  }

  @Produces
  @Singleton
  @Typed(RouteHandler.class)
  RouteHandler handler(
      Routes routes,
      ModelRegistry registry,
      @Identifier(VERSIONS) TopicView<ModelExported> exports,
      ServiceResources resources) {
    return new RouteHandler(routes, registry, exports::catchUp, resources.publisher());
  }

  @Produces
  @Singleton
  TopicView<ModelRouted> routes(RouteHandler handler, ServiceResources resources) {
    return new TopicView<>(resources.kafka(), Topic.MODEL_ROUTES, ModelRouted.class, handler);
  }

  /** The versions come first: routes name them. */
  @Produces
  @Singleton
  @Identifier(PARTS)
  List<Part> parts(
      @Identifier(VERSIONS) TopicView<ModelExported> versions,
      TopicView<ModelExported> models,
      TopicView<ModelRouted> routes,
      ModelHandler modelHandler,
      RouteHandler routeHandler) {
    return List.of(
        Part.view(Topic.MODEL_VERSIONS, versions),
        Part.view(Topic.MODELS, models),
        Part.view(Topic.MODEL_ROUTES, routes),
        postponed(modelHandler, routeHandler));
  }

  private static Part postponed(ModelHandler models, RouteHandler routes) {
    PostponedModels trials =
        new PostponedModels(
            () -> {
              models.deployPostponed();
              routes.applyPostponed();
            },
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
        limit.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        cuda.algorithmSearch(),
        cuda.arithmetic());
  }
}
