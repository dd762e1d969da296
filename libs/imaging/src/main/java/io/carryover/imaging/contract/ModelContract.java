package io.carryover.imaging.contract;

import static io.carryover.imaging.contract.ContractException.Rule.CONTRADICTION;

import io.carryover.imaging.uncertainty.Calibration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a model file states about itself, apart from its {@link GoldenPair}.
 *
 * <p>Written as flat {@code carryover.*} keys, the version first of all: {@value #VERSION_KEY}. A
 * reader refuses a version that it does not know.
 *
 * @param network the network in the file
 * @param method how it was trained: RI, PR, PRF or DWP
 * @param foreground what its foreground channel means
 * @param input how a scan becomes its input
 * @param lineage where it comes from; a model trained by DWP names its prior, and no other does
 * @param validation its quality on the validation scans, where there were any
 * @param calibration how its statements of uncertainty are to be read, where there were validation
 *     scans enough and it has a posterior
 */
public record ModelContract(
    NetworkSpec network,
    String method,
    Structure foreground,
    InputSpec input,
    Lineage lineage,
    Optional<Validation> validation,
    Optional<Calibration> calibration) {

  /** Key of the contract's version. */
  public static final String VERSION_KEY = "carryover.contract.version";

  /** The version that this code writes and reads. */
  public static final int VERSION = 1;

  private static final String METHOD = "carryover.method";
  private static final String WITH_PRIOR = "DWP";
  private static final Pattern METHODS = Pattern.compile("RI|PR|PRF|DWP");

  /** Checks the method, and that exactly a model with a prior names one. */
  public ModelContract {
    Rules.matching(METHOD, method, METHODS);
    if (method.equals(WITH_PRIOR) != lineage.priorId().isPresent()) {
      String prior = lineage.priorId().orElse("none");
      throw new ContractException(
          CONTRADICTION, Lineage.PRIOR, "prior " + prior + " for method " + method);
    }
  }

  /** The contract as flat text, sorted by key. */
  public Map<String, String> toMetadata() {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(VERSION_KEY, Integer.toString(VERSION));
    metadata.put(METHOD, method);
    network.writeTo(metadata);
    foreground.writeTo(metadata);
    input.writeTo(metadata);
    lineage.writeTo(metadata);
    validation.ifPresent(figures -> figures.writeTo(metadata));
    calibration.ifPresent(figures -> CalibrationText.write(figures, metadata));
    return metadata;
  }

  /**
   * Reads a contract back; keys that version 1 does not know are ignored.
   *
   * @throws ContractException if a value is missing, malformed, too large or contradicts another,
   *     or the version is unknown
   */
  public static ModelContract fromMetadata(Map<String, String> metadata) {
    MetadataReader reader = new MetadataReader(metadata);
    reader.require(VERSION_KEY, Integer.toString(VERSION));
    return new ModelContract(
        NetworkSpec.readFrom(reader),
        reader.text(METHOD),
        Structure.readFrom(reader),
        InputSpec.readFrom(reader),
        Lineage.readFrom(reader),
        Validation.readFrom(reader),
        CalibrationText.read(reader));
  }
}
