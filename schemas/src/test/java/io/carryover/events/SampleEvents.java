package io.carryover.events;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** One event of each type, every field set where it may be. Their bytes are committed. */
final class SampleEvents {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String OTHER_DIGEST = "fedcba9876543210".repeat(4);
  private static final String RUN = "0123456789abcdef".repeat(2);
  private static final String VERSION = "0.1.0+0a1b2c3";
  private static final Instant WHEN = Instant.parse("2026-11-24T12:34:56.789Z");
  private static final Instant EARLIER = Instant.parse("2026-11-24T11:22:33.456Z");

  private SampleEvents() {}

  static List<SpecificRecord> all() {
    return List.of(
        cohortDefined(),
        new ScanLabelled("caudate", scan(), WHEN),
        new ScanAdmitted("caudate", scan(), 1234L, WHEN, EARLIER),
        trainingRequested(),
        kernelsHarvested(),
        priorFitRequested(),
        priorFitted(),
        modelExported(),
        new ModelRouted("caudate-dwp", DIGEST, OTHER_DIGEST, 0.1, OTHER_DIGEST, WHEN),
        new VersionsCompared("caudate-dwp", DIGEST, OTHER_DIGEST, 0.9, 3.5, 3.25, 0.5, WHEN),
        new SegmentationRequested(
            "request-1",
            "caudate_001",
            "caudate-dwp",
            ScanFormat.NIFTI,
            file("image"),
            8,
            3L,
            List.of("predictive-entropy"),
            DIGEST,
            WHEN.plusSeconds(600),
            WHEN),
        new SegmentationCancelled("request-1", WHEN),
        segmentationCompleted(),
        epochCompleted(),
        runStatusChanged(),
        modelDeployed());
  }

  static CohortDefined cohortDefined() {
    return new CohortDefined(
        "caudate",
        CohortRole.TARGET,
        "hippocampus",
        foreground(),
        preprocessing(),
        List.of(Method.RI, Method.DWP),
        1,
        5,
        2,
        10,
        training(),
        priorSpec(),
        WHEN);
  }

  private static TrainingRequested trainingRequested() {
    return new TrainingRequested(
        RUN,
        "caudate",
        DIGEST,
        Method.DWP,
        0,
        1,
        List.of(scan()),
        foreground(),
        preprocessing(),
        training(),
        file("weights"),
        "prior-1",
        file("prior"),
        priorSpec(),
        VERSION,
        WHEN);
  }

  private static KernelsHarvested kernelsHarvested() {
    KernelSnapshot snapshot = new KernelSnapshot(0, file("weights"), file("kernels"), 0.875);
    return new KernelsHarvested(
        "hippocampus",
        DIGEST,
        RUN,
        1,
        2,
        List.of(snapshot),
        priorSpec(),
        VERSION,
        WHEN,
        "definition-1",
        EARLIER);
  }

  private static PriorFitRequested priorFitRequested() {
    return new PriorFitRequested(
        "prior-1",
        "hippocampus",
        DIGEST,
        List.of(RUN),
        List.of(file("kernels")),
        priorSpec(),
        VERSION,
        WHEN,
        EARLIER);
  }

  private static PriorFitted priorFitted() {
    GroupReport group = new GroupReport(1, 528, 12, 52, 0.046, 25.0, 38.3, 36.6, 39.1);
    return new PriorFitted(
        "prior-1",
        "hippocampus",
        DIGEST,
        file("prior"),
        List.of(group),
        List.of(RUN),
        VERSION,
        61.5,
        WHEN,
        EARLIER);
  }

  private static ModelExported modelExported() {
    return new ModelExported(
        "caudate-dwp",
        RUN,
        "caudate",
        Method.DWP,
        file("onnx"),
        file("weights"),
        "prior-1",
        0.81,
        0.68,
        100,
        321.5,
        DIGEST,
        VERSION,
        WHEN,
        EARLIER);
  }

  private static SegmentationCompleted segmentationCompleted() {
    return new SegmentationCompleted(
        "request-1",
        "caudate_001",
        "caudate-dwp",
        DIGEST,
        file("mask"),
        4321L,
        4.321,
        8,
        4.1,
        4.6,
        true,
        0.93,
        false,
        List.of(new MapRef("predictive-entropy", file("map"))),
        "cpu",
        1.5,
        WHEN);
  }

  private static EpochCompleted epochCompleted() {
    return new EpochCompleted(RUN, "caudate", "dwp", 3, 100, 0.5, 0.4, 0.6, 1e-3, 2.5, WHEN);
  }

  private static RunStatusChanged runStatusChanged() {
    Reason reason = new Reason("MASK_SHAPE_DIFFERS", "mask 48x64x48 differs from image 48x64x40");
    return new RunStatusChanged(
        "caudate/caudate_001",
        RunKind.SCAN,
        "caudate",
        "scan caudate_001",
        RunState.REJECTED,
        reason,
        WHEN);
  }

  private static ModelDeployed modelDeployed() {
    Reason reason = new Reason("DIGEST_DIFFERS", "the file is another");
    return new ModelDeployed(
        "caudate-dwp",
        "replica-0",
        DIGEST,
        DeploymentState.REFUSED,
        reason,
        "cpu",
        1e-6,
        OTHER_DIGEST,
        OTHER_DIGEST,
        0.1,
        OTHER_DIGEST,
        WHEN);
  }

  private static ScanRef scan() {
    return new ScanRef("caudate_001", Split.TRAIN, ScanFormat.NIFTI, file("image"), file("label"));
  }

  private static Foreground foreground() {
    return new Foreground("caudate nucleus", List.of(1, 2));
  }

  private static PreprocessingSpec preprocessing() {
    return new PreprocessingSpec(List.of(48, 64, 48));
  }

  private static TrainingSpec training() {
    return TrainingSpec.newBuilder()
        .setEpochs(100)
        .setRestarts(1)
        .setRestartEpochs(50)
        .setBatchSize(2)
        .setLearningRate(1e-3)
        .setPatience(10)
        .setFactor(0.1)
        .setMinLearningRate(1e-5)
        .setWeightDecay(2e-3)
        .setKlWeight(1e-3)
        .setKernelsPerStep(512)
        .setInitialLogVariance(-2.0)
        .setSeed(20261124L)
        .setPatch(List.of(32, 48, 32))
        .setKernelWeightDecay(1e-3)
        .setLogVarianceRate(10.0)
        .setInitialMeans(InitialMeans.PRIOR)
        .setPriorKind(PriorKind.SHUFFLED)
        .build();
  }

  private static PriorSpec priorSpec() {
    return new PriorSpec(60, 64, 5e-4, 15, 0.1, 6, 4096, 0.01, 20261124L, 0.6, true);
  }

  private static ArtifactRef file(String name) {
    return new ArtifactRef("file:///store/" + name, DIGEST, 4096L);
  }
}
