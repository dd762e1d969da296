package io.carryover.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dwp | DWP",
        "prf | PRf",
        "RI | RI",
        "ri-wd2e-3 | RI, wd2e-3",
        "dwp-shuffled | DWP, shuffled",
        "other-thing | other-thing",
        "DWP wide | DWP wide"
      })
  void aVariantIsNamedAfterTheMethodThatItIsOneOf(String method, String title) {
    assertThat(MethodName.title(method)).isEqualTo(title);
  }

  @Test
  void variantsComeAfterThePapersMethods() {
    assertThat(
            Stream.of("ri-wd0", "ri", "dwp-shuffled", "prf", "dwp", "pr").sorted(MethodName.ORDER))
        .containsExactly("dwp", "pr", "prf", "ri", "dwp-shuffled", "ri-wd0");
  }
}
