package io.carryover.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CudaSettingsTest {

  @Test
  void computesAsExactlyAsTheTrainerUnlessItIsAskedToBeFaster() {
    assertThat(CudaSettings.DEFAULT.options())
        .isEqualTo(
            Map.of(
                "cudnn_conv_algo_search", "EXHAUSTIVE",
                "arena_extend_strategy", "kSameAsRequested",
                "use_tf32", "0"));
    assertThat(
            new CudaSettings(OptionalLong.of(1 << 30), AlgorithmSearch.HEURISTIC, Arithmetic.TF32)
                .options())
        .containsEntry("use_tf32", "1")
        .containsEntry("gpu_mem_limit", "1073741824")
        .containsEntry("cudnn_conv_algo_search", "HEURISTIC");
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CudaSettings(OptionalLong.of(0), AlgorithmSearch.DEFAULT, Arithmetic.FLOAT32));
  }
}
