package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.carryover.events.Split;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SplitPlanTest {

  @Test
  void readsNumbersAndTheRest() {
    SplitPlan plan = new SplitPlanConverter().convert("Train=5,validation=2,test=rest");

    assertThat(plan.exactly())
        .containsExactly(Map.entry(Split.TRAIN, 5), Map.entry(Split.VALIDATION, 2));
    assertThat(plan.rest()).isEqualTo(Split.TEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train=5",
        "train=rest,test=rest",
        "train=rest,train=2",
        "dev=rest",
        "train=-1,test=rest",
        "train=rest,test",
        "train=x,test=rest",
        ""
      })
  void refusesWhatIsNoPlanAndSaysTheForm(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new SplitPlanConverter().convert(text))
        .withMessageContaining("train");
  }

  @Test
  void aSplitHasANumberOrTheRestAndNotBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SplitPlan(new TreeMap<>(Map.of(Split.TEST, 1)), Split.TEST, 0, 1));
  }

  @Test
  void theRestIsNotLessAtMostThanAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> SplitPlan.fewShot(1, 1, 3, 2));
  }
}
