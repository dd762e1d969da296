package io.carryover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static final HouseRules RULES = new HouseRules("io.carryover");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(RULES.root());

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(String name) {
    RULES.all().get(name).check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events",
        "imaging",
        "networks",
        "runtime",
        "dicomweb",
        "broker",
        "trainer",
        "prior",
        "inference",
        "cli",
        "benchmarks"
      })
  void everyModuleIsLookedAt(String module) {
    assertThat(CLASSES.stream().map(type -> type.getPackageName() + "."))
        .anyMatch(name -> name.startsWith(RULES.root() + "." + module + "."));
  }

  @Test
  void fixturesAreNotLookedAt() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName()))
        .noneMatch(name -> name.startsWith("io.carryover.architecture"));
  }

  static Stream<String> rules() {
    return RULES.all().keySet().stream();
  }
}
