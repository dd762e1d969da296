package io.carryover.trainer;

import io.carryover.events.ArtifactRef;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Foreground;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.ModelExported;
import io.carryover.events.PreprocessingSpec;
import io.carryover.events.PriorFitted;
import io.carryover.events.PriorSpec;
import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.runtime.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Valid events of the smallest size, to be varied by a test with the records' builders. */
public final class TrainerEvents {
  public static final String SOURCE = "hippocampus";
  public static final String TARGET = "caudate";
  public static final String RUN = "0123456789abcdef0123456789abcdef";
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private TrainerEvents() {}

  /** A source cohort of two networks that trains on two TRAIN and one VALIDATION scans. */
  public static CohortDefined sourceCohort() {
    return cohort(SOURCE, CohortRole.SOURCE, List.of(Method.SOURCE))
        .setNetworks(2)
        .setPrior(priorSpec())
        .build();
  }

  /** A target cohort that wants every method, on two TRAIN and one VALIDATION scans. */
  public static CohortDefined targetCohort() {
    return cohort(TARGET, CohortRole.TARGET, List.of(Method.RI, Method.PR, Method.PRF, Method.DWP))
        .setSourceCohortId(SOURCE)
        .build();
  }

  private static CohortDefined.Builder cohort(String id, CohortRole role, List<Method> methods) {
    return CohortDefined.newBuilder()
        .setCohortId(id)
        .setRole(role)
        .setForeground(new Foreground("ellipsoid", List.of(1)))
        .setPreprocessing(new PreprocessingSpec(List.of(16, 16, 16)))
        .setMethods(methods)
        .setNetworks(1)
        .setTrainAfterTrainScans(2)
        .setTrainAfterValidationScans(1)
        .setRetrainEveryNewScans(0)
        .setTraining(trainingSpec())
        .setDefinedAt(NOON);
  }

  /** One epoch, no restart. */
  public static TrainingSpec trainingSpec() {
    return TrainingSpec.newBuilder()
        .setEpochs(1)
        .setRestarts(0)
        .setRestartEpochs(0)
        .setBatchSize(2)
        .setLearningRate(1e-3)
        .setPatience(10)
        .setFactor(0.1)
        .setMinLearningRate(1e-5)
        .setWeightDecay(2e-3)
        .setKlWeight(1e-3)
        .setKernelsPerStep(64)
        .setInitialLogVariance(-2)
        .setSeed(42)
        .build();
  }

  public static PriorSpec priorSpec() {
    return PriorSpec.newBuilder()
        .setEpochs(1)
        .setBatchSize(20)
        .setLearningRate(5e-4)
        .setPatience(15)
        .setFactor(0.1)
        .setLatent(6)
        .setKernelsPerGroup(200)
        .setMinimumNorm(0.1)
        .setSeed(7)
        .build();
  }

  /** {@link #RUN}: a training of one epoch on the given scans, as planning asks for it. */
  public static TrainingRequested training(Method method, List<ScanRef> scans) {
    return TrainingRequested.newBuilder()
        .setRunId(RUN)
        .setCohortId(TARGET)
        .setManifestSha256(digest("manifest"))
        .setMethod(method)
        .setNetwork(0)
        .setNetworks(1)
        .setScans(scans)
        .setForeground(new Foreground("ellipsoid", List.of(1)))
        .setPreprocessing(new PreprocessingSpec(List.of(16, 16, 16)))
        .setTraining(trainingSpec())
        .setCodeVersion("1.2.3")
        .setRequestedAt(NOON)
        .build();
  }

  /** The model of {@link #RUN}; its files are nowhere. */
  public static ModelExported model(String name) {
    return ModelExported.newBuilder()
        .setModel(name)
        .setRunId(RUN)
        .setCohortId(TARGET)
        .setMethod(Method.RI)
        .setOnnx(file("model.onnx", "onnx"))
        .setWeights(file("weights", "weights"))
        .setValidationDsc(0.8126)
        .setValidationIou(0.7)
        .setEpochs(30)
        .setSeconds(1.5)
        .setManifestSha256(digest("manifest"))
        .setCodeVersion("1.2.3")
        .setExportedAt(NOON)
        .build();
  }

  public static ScanAdmitted admitted(String cohortId, String scanId, Split split) {
    return admitted(cohortId, scan(scanId, split, scanId));
  }

  public static ScanAdmitted admitted(String cohortId, ScanRef scan) {
    return ScanAdmitted.newBuilder()
        .setCohortId(cohortId)
        .setScan(scan)
        .setForegroundVoxels(100)
        .setAdmittedAt(NOON)
        .setLabelledAt(NOON)
        .build();
  }

  /** A scan whose digests follow from its content, in words. */
  public static ScanRef scan(String scanId, Split split, String content) {
    return new ScanRef(
        scanId,
        split,
        ScanFormat.NIFTI,
        file(scanId + ".nii", "image " + content),
        file(scanId + "_label.nii", "label " + content));
  }

  /** Network 0 of {@link #sourceCohort}, one restart. */
  public static KernelsHarvested harvest() {
    return KernelsHarvested.newBuilder()
        .setCohortId(SOURCE)
        .setManifestSha256(digest("manifest"))
        .setRunId("run")
        .setNetwork(0)
        .setNetworks(2)
        .setSnapshots(List.of(snapshot(0), snapshot(1)))
        .setPrior(priorSpec())
        .setCodeVersion("1")
        .setHarvestedAt(NOON)
        .build();
  }

  private static KernelSnapshot snapshot(int restart) {
    return new KernelSnapshot(
        restart,
        file("weights" + restart, "weights" + restart),
        file("kernels" + restart, "kernels" + restart),
        0.8);
  }

  /** The prior of {@link #SOURCE}. */
  public static PriorFitted prior() {
    return PriorFitted.newBuilder()
        .setPriorId("prior")
        .setSourceCohortId(SOURCE)
        .setManifestSha256(digest("manifest"))
        .setPrior(file("prior", "prior"))
        .setGroups(List.of())
        .setRunIds(List.of("run"))
        .setCodeVersion("1")
        .setSeconds(1)
        .setFittedAt(NOON)
        .build();
  }

  private static ArtifactRef file(String name, String content) {
    return new ArtifactRef("file:///store/" + name, digest(content), (long) content.length());
  }

  private static String digest(String content) {
    return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
  }
}
