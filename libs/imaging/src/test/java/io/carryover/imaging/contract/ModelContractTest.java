package io.carryover.imaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.contract.ContractException.Rule;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelContractTest {

  private static final String MANIFEST =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @Test
  void goldenFileOfVersionOneIsStillRead() throws IOException {
    // Given a file written down once
    Map<String, String> golden = goldenFile();

    // When
    ModelContract contract = ModelContract.fromMetadata(golden);
    GoldenPair pair = GoldenPair.fromMetadata(golden);

    // Then
    assertThat(contract).isEqualTo(withPrior());
    assertThat(pair).isEqualTo(GoldenPairTest.pair());
  }

  @Test
  void versionOneIsWrittenAsInTheGoldenFile() throws IOException {
    // When
    Map<String, String> written = new TreeMap<>(withPrior().toMetadata());
    written.putAll(GoldenPairTest.pair().toMetadata());

    // Then
    assertThat(written).containsExactlyEntriesOf(goldenFile());
  }

  @Test
  void contractWithoutOptionalPartsComesBackEqual() {
    // Given
    ModelContract contract =
        new ModelContract(
            NetworkSpec.unet(List.of(4, 8, 8, 16)),
            "RI",
            Structure.of("liver", List.of(1, 2)),
            new InputSpec(new Shape(24, 16, 32), 0),
            new Lineage("run", MANIFEST, Optional.empty(), "0.1.0"),
            Optional.empty(),
            Optional.empty());

    // When / Then
    assertThat(ModelContract.fromMetadata(contract.toMetadata())).isEqualTo(contract);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "carryover.contract.version",
        "carryover.network.architecture",
        "carryover.network.widths",
        "carryover.method",
        "carryover.foreground.name",
        "carryover.foreground.label-values",
        "carryover.foreground.code.value",
        "carryover.input.orientation",
        "carryover.input.crop",
        "carryover.input.intensity",
        "carryover.input.patch",
        "carryover.input.overlap",
        "carryover.lineage.run-id",
        "carryover.lineage.manifest-sha256",
        "carryover.lineage.code-version",
        "carryover.validation.iou"
      })
  void missingValueIsRefusedByItsKey(String key) {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.remove(key);

    // When / Then
    assertRefused(metadata, Rule.MISSING_KEY, key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "UNSUPPORTED_VALUE | carryover.contract.version        | 2",
        "UNSUPPORTED_VALUE | carryover.network.architecture    | resnet",
        "MALFORMED_VALUE   | carryover.network.widths          | 16,32,x,64",
        "MALFORMED_VALUE   | carryover.network.widths          | 16,32,32,64,",
        "OUT_OF_RANGE      | carryover.network.widths          | 16,32,32",
        "OUT_OF_RANGE      | carryover.network.widths          | 16,32,32,2000000000",
        "MALFORMED_VALUE   | carryover.method                  | MAGIC",
        "OUT_OF_RANGE      | carryover.foreground.name         | \"\"",
        "MALFORMED_VALUE   | carryover.foreground.name         | \" \"",
        "MALFORMED_VALUE   | carryover.foreground.label-values | \"\"",
        "UNSUPPORTED_VALUE | carryover.input.orientation       | LPS",
        "UNSUPPORTED_VALUE | carryover.input.crop              | none",
        "UNSUPPORTED_VALUE | carryover.input.intensity         | z-score",
        "MALFORMED_VALUE   | carryover.input.patch             | 48x64",
        "OUT_OF_RANGE      | carryover.input.patch             | 48x64x47",
        "OUT_OF_RANGE      | carryover.input.patch             | 48x64x2147483640",
        "OUT_OF_RANGE      | carryover.input.patch             | 48x-8x48",
        "OUT_OF_RANGE      | carryover.input.overlap           | NaN",
        "OUT_OF_RANGE      | carryover.input.overlap           | 1",
        "MALFORMED_VALUE   | carryover.input.overlap           | half",
        "MALFORMED_VALUE   | carryover.lineage.manifest-sha256 | not-hex",
        "OUT_OF_RANGE      | carryover.validation.dsc          | 1.5"
      })
  void badValueIsRefusedByItsKey(Rule rule, String key, String value) {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.put(key, value);

    // When / Then
    assertRefused(metadata, rule, key);
  }

  @Test
  void longTextIsRefused() {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.put("carryover.foreground.name", "x".repeat(201));

    // When / Then
    assertRefused(metadata, Rule.OUT_OF_RANGE, "carryover.foreground.name");
  }

  @Test
  void modelWithPriorMustNameIt() {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.remove("carryover.lineage.prior-id");

    // When / Then
    assertRefused(metadata, Rule.CONTRADICTION, "carryover.lineage.prior-id");
  }

  @Test
  void modelWithoutPriorMustNotNameOne() {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.put("carryover.method", "RI");

    // When / Then
    assertRefused(metadata, Rule.CONTRADICTION, "carryover.lineage.prior-id");
  }

  @Test
  void unknownKeysAreIgnored() {
    // Given
    Map<String, String> metadata = new HashMap<>(withPrior().toMetadata());
    metadata.put("carryover.later", "whatever");

    // When / Then
    assertThat(ModelContract.fromMetadata(metadata)).isEqualTo(withPrior());
  }

  private static void assertRefused(Map<String, String> metadata, Rule rule, String key) {
    ContractException refusal =
        catchThrowableOfType(ContractException.class, () -> ModelContract.fromMetadata(metadata));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.rule()).isEqualTo(rule);
    assertThat(refusal.key()).isEqualTo(key);
    assertThat(refusal).hasMessageContaining(key);
  }

  private static ModelContract withPrior() {
    return new ModelContract(
        NetworkSpec.unet(List.of(16, 32, 32, 64)),
        "DWP",
        new Structure(
            "caudate nucleus",
            List.of(1),
            Optional.of(new CodedTerm("SCT", "11000004", "Caudate nucleus"))),
        new InputSpec(new Shape(48, 64, 48), 0.5),
        new Lineage("6f1ed002ab5595859014ebf0951522d9", MANIFEST, Optional.of("9c8b"), "0.1.0"),
        Optional.of(new Validation(0.8125, 0.6875)),
        Optional.empty());
  }

  private static Map<String, String> goldenFile() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = ModelContractTest.class.getResourceAsStream("contract-v1.properties")) {
      properties.load(file);
    }
    return properties.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(
                key -> key, properties::getProperty, (first, second) -> first, TreeMap::new));
  }
}
