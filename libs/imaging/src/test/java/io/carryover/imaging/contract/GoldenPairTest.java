package io.carryover.imaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.carryover.imaging.contract.ContractException.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenPairTest {

  /** Powers of two: the arithmetic of the hand-worked case is exact. */
  private static final double EXACT = 1e-15;

  @Test
  void comesBackEqual() {
    assertThat(GoldenPair.fromMetadata(pair().toMetadata())).isEqualTo(pair());
  }

  @Test
  void arraysAreCopied() {
    // Given
    GoldenPair pair = pair();

    // When
    pair.input()[0] = 9;
    pair.logits()[0] = 9;
    pair.shape()[0] = 9;

    // Then
    assertThat(pair).isEqualTo(pair());
  }

  @Test
  void distanceIsRelativeToTheNormOfTheGoldenLogits() {
    // Given logits 1, -2, 3, 4, whose squares sum to 30
    GoldenPair pair = pair();

    // When one differs by 0.5
    double distance = pair.relativeDistance(new float[] {1, -2, 3, 4.5f});

    // Then
    assertThat(distance).isCloseTo(Math.sqrt(0.25 / 30), within(EXACT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIGEST_DIFFERS  | carryover.golden.sha256 | 00",
        "DIGEST_DIFFERS  | carryover.golden.input  | AAAAPwAAAD8=",
        "MALFORMED_VALUE | carryover.golden.input  | ???",
        "CONTRADICTION   | carryover.golden.input  | AAAAPw==",
        "CONTRADICTION   | carryover.golden.input  | AAAAPwAAAD8A",
        "OUT_OF_RANGE    | carryover.golden.input  | AADAfwAAgD4=",
        "OUT_OF_RANGE    | carryover.golden.logits | AAAAAAAAAAAAAAAAAAAAAA==",
        "OUT_OF_RANGE    | carryover.golden.shape  | 1x1x1x2",
        "OUT_OF_RANGE    | carryover.golden.shape  | 1x2x1x1x1",
        "OUT_OF_RANGE    | carryover.golden.shape  | 65536x1x65536x65536x65536",
        "MALFORMED_VALUE | carryover.golden.shape  | 1x1x1x2xx"
      })
  void badValueIsRefused(Rule rule, String key, String value) {
    // Given
    Map<String, String> metadata = pair().toMetadata();
    metadata.put(key, value);

    // When
    ContractException refusal =
        catchThrowableOfType(ContractException.class, () -> GoldenPair.fromMetadata(metadata));

    // Then
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.rule()).isEqualTo(rule);
  }

  static GoldenPair pair() {
    return new GoldenPair(
        new int[] {1, 1, 1, 1, 2}, new float[] {0.5f, 0.25f}, new float[] {1, -2, 3, 4});
  }
}
