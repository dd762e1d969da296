package io.carryover.inference.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.Validation;
import io.carryover.imaging.uncertainty.Calibration;
import io.carryover.inference.registry.DeployedModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A model that is served, in the words of its contract.
 *
 * @param name name of the model
 * @param sha256 digest of its file
 * @param structure what its foreground is
 * @param structureCode the structure in a terminology
 * @param labelValues values of the training label maps that were foreground
 * @param method RI, PR, PRF or DWP
 * @param architecture name of the network
 * @param patch voxels that the network sees at once, along R, A, S
 * @param overlap share of a patch that its neighbour covers too
 * @param validation quality on the validation scans
 * @param posterior whether it states uncertainty: it has a posterior that samples are drawn from
 * @param calibration how its statements of uncertainty are to be read
 * @param runId the training run
 * @param priorId the prior, for DWP
 * @param manifestSha256 digest of the training scans
 * @param codeVersion version of the code that trained it
 * @param device cpu or cuda
 * @param graph which graph computes: exported, the file's, or blocked, the same rewritten for the
 *     processor
 * @param graphReason why, in words: the times of both, or what hindered
 * @param goldenMaxDifference largest difference of a golden logit computed here
 * @param deployedAt since when this replica serves it
 */
public record ModelSummary(
    String name,
    String sha256,
    String structure,
    Optional<CodedTerm> structureCode,
    List<Integer> labelValues,
    String method,
    String architecture,
    String patch,
    double overlap,
    Optional<Validation> validation,
    boolean posterior,
    Optional<Calibration> calibration,
    String runId,
    Optional<String> priorId,
    String manifestSha256,
    String codeVersion,
    String device,
    String graph,
    String graphReason,
    double goldenMaxDifference,
    Instant deployedAt) {
  private static final int SHOWN_DIGITS = 12;

  static ModelSummary of(DeployedModel model) {
    ModelContract contract = model.contract();
    return new ModelSummary(
        model.name(),
        model.sha256(),
        contract.foreground().name(),
        contract.foreground().code(),
        contract.foreground().labelValues(),
        contract.method(),
        contract.network().architecture(),
        contract.input().patch().toString(),
        contract.input().overlap(),
        contract.validation(),
        model.posterior(),
        contract.calibration(),
        contract.lineage().runId(),
        contract.lineage().priorId(),
        contract.lineage().manifestSha256(),
        contract.lineage().codeVersion(),
        model.device().text(),
        model.graph().text(),
        model.graph().reason(),
        model.golden().maxDifference(),
        model.deployedAt());
  }

  /** DSC on the validation scans for people: three digits, or "none". */
  @JsonIgnore
  public String dscText() {
    return validation.map(figures -> "%.3f".formatted(figures.dsc())).orElse("none");
  }

  /** IoU on the validation scans for people: three digits, or "none". */
  @JsonIgnore
  public String iouText() {
    return validation.map(figures -> "%.3f".formatted(figures.iou())).orElse("none");
  }

  /** The golden difference for people. */
  @JsonIgnore
  public String goldenText() {
    return "%.1e".formatted(goldenMaxDifference);
  }

  /** The time of deployment to the second. */
  @JsonIgnore
  public String deployedAtText() {
    return deployedAt.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The first digits of the digest. */
  @JsonIgnore
  public String shortDigest() {
    return sha256.substring(0, SHOWN_DIGITS);
  }
}
