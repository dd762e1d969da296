package io.carryover.cli;

import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.ArtifactRef;
import io.carryover.events.DeploymentState;
import io.carryover.events.EpochCompleted;
import io.carryover.events.GroupReport;
import io.carryover.events.Method;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.Reason;
import io.carryover.events.RunKind;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanRef;
import io.carryover.events.SegmentationCompleted;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import java.time.Instant;
import java.util.List;

/** Events as the services publish them. */
public final class DemoEvents {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private DemoEvents() {}

  public static TopicEvent exported(String model, Method method, String sha256) {
    return event(
        Topic.MODELS,
        ModelExported.newBuilder()
            .setModel(model)
            .setRunId("run-" + model)
            .setCohortId("target")
            .setMethod(method)
            .setOnnx(artifact(sha256))
            .setWeights(artifact("w"))
            .setPriorId(method == Method.DWP ? "prior" : null)
            .setValidationDsc(0.75)
            .setValidationIou(0.6)
            .setEpochs(12)
            .setSeconds(34)
            .setManifestSha256("m")
            .setCodeVersion("c")
            .setExportedAt(NOW)
            .build());
  }

  public static TopicEvent deployed(String model, String sha256) {
    return event(
        Topic.MODEL_DEPLOYMENTS, deployment(model, sha256, DeploymentState.DEPLOYED, null));
  }

  public static TopicEvent refused(String model, Reason reason) {
    return event(Topic.MODEL_DEPLOYMENTS, deployment(model, "x", DeploymentState.REFUSED, reason));
  }

  private static ModelDeployed deployment(
      String model, String sha256, DeploymentState state, Reason reason) {
    return ModelDeployed.newBuilder()
        .setModel(model)
        .setReplica("inference")
        .setSha256(sha256)
        .setState(state)
        .setReason(reason)
        .setDevice("cpu")
        .setGoldenMaxDifference(0.0)
        .setDeployedAt(NOW)
        .build();
  }

  public static TopicEvent admitted(String scan) {
    ScanRef ref = new ScanRef(scan, Split.TRAIN, ScanFormat.NIFTI, artifact("i"), artifact("l"));
    return event(Topic.ADMITTED_SCANS, new ScanAdmitted("target", ref, 10L, NOW, NOW));
  }

  public static TopicEvent fitted(List<GroupReport> groups) {
    return event(
        Topic.PRIORS,
        PriorFitted.newBuilder()
            .setPriorId("prior")
            .setSourceCohortId("source")
            .setManifestSha256("m")
            .setPrior(artifact("p"))
            .setGroups(groups)
            .setRunIds(List.of("run"))
            .setCodeVersion("c")
            .setSeconds(5)
            .setFittedAt(NOW)
            .build());
  }

  public static TopicEvent segmented(String request) {
    return event(
        Topic.SEGMENTATIONS,
        SegmentationCompleted.newBuilder()
            .setRequestId(request)
            .setScanId("scan")
            .setModel("model")
            .setModelSha256("x")
            .setMask(artifact("mask"))
            .setForegroundVoxels(10)
            .setVolumeMl(1)
            .setDevice("cpu")
            .setSeconds(1)
            .setCompletedAt(NOW)
            .build());
  }

  public static TopicEvent status(String id, RunKind kind, RunState state, Reason reason) {
    return event(
        Topic.RUN_STATUS,
        new RunStatusChanged(id, kind, "target", "run " + id, state, reason, NOW));
  }

  public static TopicEvent epoch(String run, String stage, int epoch, int epochs) {
    return event(
        Topic.RUN_PROGRESS,
        EpochCompleted.newBuilder()
            .setRunId(run)
            .setCohortId("target")
            .setStage(stage)
            .setEpoch(epoch)
            .setEpochs(epochs)
            .setTrainLoss(0.5)
            .setValidationLoss(null)
            .setValidationDsc(0.25)
            .setLearningRate(1e-3)
            .setSeconds(2)
            .setCompletedAt(NOW)
            .build());
  }

  private static ArtifactRef artifact(String sha256) {
    return new ArtifactRef("file:///" + sha256, sha256, 1L);
  }

  private static TopicEvent event(Topic topic, org.apache.avro.specific.SpecificRecord record) {
    return new TopicEvent(topic, "key", record);
  }
}
