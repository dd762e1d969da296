package io.carryover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the class that breaks it, and leaves those alone that keep it. */
class HouseRulesTest {

  private static final HouseRules RULES = new HouseRules("io.carryover.architecture.fixture");
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(RULES.root());

  private static final Map<String, String> CULPRITS =
      Map.ofEntries(
          Map.entry("librariesNeverSeeQuarkus", "QuarkusVolume"),
          Map.entry("computingLibrariesNeverSeeKafka", "KafkaNetwork"),
          Map.entry("onlyNetworksSeeDjl", "DjlQueue"),
          Map.entry("commandsNeverSeeNetworks", "TrainingCommand"),
          Map.entry("factorsLieInTheEngine", "ForgetfulLoss"),
          Map.entry("onlyInferenceSeesOnnxRuntime", "OrtCommand"),
          Map.entry("schemasHoldSchemaThingsOnly", "LoggingEvent"),
          Map.entry("librariesNeverSeeServices", "PlanAwareVolume"),
          Map.entry("servicesNeverSeeEachOther", "NosyHarvest"),
          Map.entry("messagingStaysAtTheEdge", "ChattyPlanner"),
          Map.entry("featuresMeetThroughValuesAndPorts", "MeddlingRun"),
          Map.entry("packagesHaveNoCycles", "Chicken"),
          Map.entry("namesSayWhatAClassDoes", "VolumeManager"),
          Map.entry("noBooleanParameters", "ForkedRestore"));

  private static final List<String> INNOCENT = List.of("PlanHandler", "PoliteRun", "Switch");

  @Test
  void everyRuleHasAFixtureThatBreaksIt() {
    assertThat(CULPRITS.keySet()).isEqualTo(RULES.all().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ruleFindsTheClassThatBreaksIt(String name) {
    assertThat(violations(name))
        .isNotEmpty()
        .anySatisfy(violation -> assertThat(violation).contains(CULPRITS.get(name)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void ruleLeavesAloneWhatKeepsIt(String name) {
    assertThat(violations(name))
        .noneSatisfy(violation -> assertThat(violation).containsAnyOf(innocent()));
  }

  static Stream<String> rules() {
    return RULES.all().keySet().stream();
  }

  private static List<String> violations(String name) {
    return RULES.all().get(name).evaluate(FIXTURES).getFailureReport().getDetails();
  }

  private static CharSequence[] innocent() {
    return INNOCENT.toArray(CharSequence[]::new);
  }
}
