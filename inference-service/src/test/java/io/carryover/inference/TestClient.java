package io.carryover.inference;

import static io.carryover.inference.Installation.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.carryover.events.ArtifactRef;
import io.carryover.events.DeploymentState;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanFormat;
import io.carryover.events.SegmentationCancelled;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Topic;
import io.carryover.events.VersionsCompared;
import io.carryover.harness.EventLog;
import io.carryover.inference.registry.ExportedModels;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.id.VersionKey;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What stands on the other side of the topics: the trainer, the PACS and the operators. */
final class TestClient implements AutoCloseable {
  private final ArtifactStore store;
  private final EventPublisher publisher;
  private final EventLog<ModelDeployed> deployments;
  private final EventLog<SegmentationCompleted> segmentations;
  private final EventLog<VersionsCompared> comparisons;
  private final EventLog<RunStatusChanged> statuses;

  /** A client of an installation whose service is ready: it made the topics. */
  TestClient(Installation installation) {
    this.store = new DirectoryArtifactStore(installation.store(), List.of(installation.scans()));
    this.publisher = new EventPublisher(installation.kafka(), "/test");
    this.deployments =
        EventLog.follow(installation.kafka(), Topic.MODEL_DEPLOYMENTS, ModelDeployed.class);
    this.segmentations =
        EventLog.follow(installation.kafka(), Topic.SEGMENTATIONS, SegmentationCompleted.class);
    this.comparisons =
        EventLog.follow(installation.kafka(), Topic.MODEL_COMPARISONS, VersionsCompared.class);
    this.statuses = EventLog.follow(installation.kafka(), Topic.RUN_STATUS, RunStatusChanged.class);
  }

  ArtifactStore store() {
    return store;
  }

  /** Puts a model into the store; its export is not published. */
  ModelExported stored(String model, ThresholdModel content) throws IOException {
    Path file = content.write(Files.createTempFile("model-", ".onnx"));
    ModelExported exported = ExportedModels.of(model, store.put(file, "model.onnx"));
    Files.delete(file);
    return exported;
  }

  /** Exports a model and waits for what becomes of it. */
  ModelDeployed export(String model, ThresholdModel content) throws IOException {
    return export(stored(model, content));
  }

  /** Publishes an export and waits for what becomes of it. */
  ModelDeployed export(ModelExported exported) {
    publishVersion(exported);
    publisher.publish(Topic.MODELS, exported.getModel(), exported);
    return awaited(
        () ->
            deployments
                .latest(exported.getModel() + "@" + Installation.REPLICA)
                .filter(deployed -> deployed.getSha256().equals(exported.getOnnx().getSha256())));
  }

  /** Publishes an export that is not the newest of its name. */
  void publishVersion(ModelExported exported) {
    publisher.publish(Topic.MODEL_VERSIONS, VersionKey.of(exported), exported);
  }

  /** Routes a model and waits until the service does so. */
  ModelDeployed route(ModelRouted routed) {
    publisher.publish(Topic.MODEL_ROUTES, routed.getModel(), routed);
    return awaited(
        () ->
            deployments
                .latest(routed.getModel() + "@" + Installation.REPLICA)
                .filter(deployed -> isBy(routed, deployed)));
  }

  /** Routes a model and waits until the service refuses to. */
  ModelDeployed refusedRoute(ModelRouted routed) {
    publisher.publish(Topic.MODEL_ROUTES, routed.getModel(), routed);
    return awaited(
        () ->
            deployments
                .latest(routed.getModel() + "@" + Installation.REPLICA)
                .filter(deployed -> deployed.getState() == DeploymentState.REFUSED));
  }

  private static boolean isBy(ModelRouted routed, ModelDeployed deployed) {
    return Objects.equals(routed.getPinnedSha256(), deployed.getPinnedSha256())
        && Objects.equals(routed.getCanarySha256(), deployed.getCanarySha256())
        && Objects.equals(routed.getShadowSha256(), deployed.getShadowSha256());
  }

  /** Publishes a request that goes before others. */
  SegmentationRequested requestAtOnce(SegmentationRequested request) {
    publisher.publish(Topic.STAT_SEGMENTATION_REQUESTS, request.getScanId(), request);
    return request;
  }

  /** Publishes that a request is no longer wanted. */
  void cancel(String requestId) {
    SegmentationCancelled cancelled = new SegmentationCancelled(requestId, Instant.now());
    publisher.publish(Topic.SEGMENTATION_CANCELLATIONS, requestId, cancelled);
  }

  /** Waits for a comparison by a shadow. */
  VersionsCompared comparison(String shadowSha256) {
    return awaited(
        () ->
            comparisons.seen().stream()
                .filter(compared -> compared.getShadowSha256().equals(shadowSha256))
                .findFirst());
  }

  /** Requests a segmentation; the scan's id is the request's. */
  SegmentationRequested request(String id, String model, ArtifactRef image) {
    return request(requested(id, model, image));
  }

  /** Publishes a request. */
  SegmentationRequested request(SegmentationRequested request) {
    publisher.publish(Topic.SEGMENTATION_REQUESTS, request.getScanId(), request);
    return request;
  }

  /** A request that is not yet published. */
  static SegmentationRequested requested(String id, String model, ArtifactRef image) {
    return SegmentationRequested.newBuilder()
        .setRequestId(id)
        .setScanId(id)
        .setModel(model)
        .setFormat(ScanFormat.NIFTI)
        .setImage(image)
        .setRequestedAt(Instant.now())
        .build();
  }

  /** Waits for a result of a request. */
  SegmentationCompleted result(String id) {
    return results(id, 1).get(0);
  }

  /** Waits for as many results of a request. */
  List<SegmentationCompleted> results(String id, int count) {
    await().atMost(PATIENCE).until(() -> of(id, segmentations.seen()).size() >= count);
    return of(id, segmentations.seen());
  }

  /** All results of a request that are on the topic now. */
  List<SegmentationCompleted> results(String id) {
    return of(id, segmentations.all());
  }

  /** Waits for a state of a request. */
  RunStatusChanged status(String id, RunState state) {
    return awaited(() -> statuses.latest(id).filter(status -> status.getState() == state));
  }

  private static List<SegmentationCompleted> of(String id, List<SegmentationCompleted> results) {
    return results.stream().filter(result -> result.getRequestId().equals(id)).toList();
  }

  private static <T> T awaited(Callable<Optional<T>> source) {
    return await().atMost(PATIENCE).until(source, Optional::isPresent).orElseThrow();
  }

  @Override
  public void close() {
    publisher.close();
    deployments.close();
    segmentations.close();
    comparisons.close();
    statuses.close();
  }
}
