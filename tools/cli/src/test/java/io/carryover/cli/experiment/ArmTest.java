package io.carryover.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import io.carryover.events.TrainingSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArmTest {
  private static Arm arm(String text) {
    return new ArmConverter().convert(text);
  }

  @Test
  void isReadAsItIsTyped() {
    Arm arm = arm("dwp-kl1e-2=dwp,klWeight=1e-2,patch=[32,32,32],initialLogVariance=-3");

    assertThat(arm.name()).isEqualTo("dwp-kl1e-2");
    assertThat(arm.method()).isEqualTo(Method.DWP);
    assertThat(arm.settings())
        .isEqualTo(Map.of("klWeight", "1e-2", "patch", "[32,32,32]", "initialLogVariance", "-3"));
    assertThat(arm(arm.toString())).isEqualTo(arm);
  }

  @Test
  void theShorthandsAreArmsAsTheyAreTyped() {
    assertThat(Arm.of(Method.DWP)).isEqualTo(arm("dwp=dwp"));
    assertThat(Arm.ofRiWeightDecay("5e-3")).isEqualTo(arm("ri-wd5e-3=ri,weightDecay=5e-3"));
    assertThat(Arm.ofControl(PriorKind.GAUSSIAN))
        .isEqualTo(arm("dwp-gaussian=dwp,priorKind=GAUSSIAN"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "dwp-x | an arm is like",
        "dwp-x=dwp,klWeight | an arm is like",
        "dwp-x=dwp,klWeight= | an arm is like",
        "dwp-x=dwq,klWeight=1 | ri, pr, prf or dwp, not \"dwq\"",
        "x=source,epochs=1 | not source",
        "DWP-x=dwp,klWeight=1 | lower-case letters, digits, dots and hyphens",
        "dwp-x=dwp,klweight=1 | no setting \"klweight\"; there are epochs, batchSize",
        "dwp-x=dwp,seed=2 | no setting",
        "ri-x=ri,klWeight=1 | ri has no setting \"klWeight\"",
        "dwp-x=dwp,klWeight=1,klWeight=2 | once",
        "dwp=dwp,klWeight=1 | name an arm with settings of its own otherwise",
        "again=dwp | arm again is no other than dwp"
      })
  void isRefusedWithWhatIsWrong(String text, String fault) {
    assertThatThrownBy(() -> arm(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs", "priorKind", "patch", "logVarianceRate"})
  void dwpVariesEverySettingThatATargetHas(String key) {
    assertThat(Arm.known(Method.DWP)).contains(key).doesNotContain("seed", "restarts");
  }

  @Test
  void otherMethodsVaryWhatTheSchemaSaysIsNotOfDwpAlone() {
    assertThat(Arm.known(Method.DWP))
        .filteredOn(key -> !Arm.known(Method.RI).contains(key))
        .containsExactlyElementsOf(
            TrainingSpec.getClassSchema().getFields().stream()
                .filter(field -> field.doc().startsWith("DWP:"))
                .map(org.apache.avro.Schema.Field::name)
                .toList());
  }
}
