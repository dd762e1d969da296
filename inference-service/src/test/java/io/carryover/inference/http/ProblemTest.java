package io.carryover.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.inference.segmentation.UnavailableException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

  @ParameterizedTest
  @CsvSource({"SERVICE_BUSY, 429", "NO_MODEL_READY, 503", "MODEL_NOT_READY, 503"})
  void tellsTooManyRequestsFromNoModel(String code, int status) {
    Problem problem = Problem.unavailable(new UnavailableException(code, "why"));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
  }
}
