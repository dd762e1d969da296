package io.carryover.cli.process;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.process.Installation.Service;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir private Path home;

  @Test
  void saysHowToBuildAServiceThatIsMissing() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () -> new Installation(home).launch(Service.TRAINER, "trainer-1", Map.of(), home))
        .withMessageContaining("trainer-service has not been built")
        .withMessageContaining("./mvnw -DskipTests package");
  }

  @Test
  void saysHowToBuildTheBenchmarkThatIsMissing() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> new Installation(home).launchTrainingBenchmark(Map.of(), home))
        .withMessageContaining("tools/benchmarks has not been built");
  }
}
