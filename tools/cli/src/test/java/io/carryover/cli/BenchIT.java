package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.cli.process.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as a person starts it, in its own process. */
@Timeout(180) // of busy cores; ten seconds are enough on idle ones
class BenchIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  @TempDir private Path out;

  @BeforeEach
  void sayWhereTheBenchmarkIs() {
    assumeThat(HOME.resolve("tools/benchmarks/target/lib")).exists();
    System.setProperty(Installation.HOME_PROPERTY, HOME.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(Installation.HOME_PROPERTY);
  }

  @Test
  void measuresInAChildAndLeavesItsFigures() throws Exception {
    // When
    int code = bench("--steps", "2", "--rounds", "1", "--kernels-per-step", "64");
    // Then
    assertThat(code).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(out.resolve("training.json").toFile());
    assertThat(json.at("/settings/shape").toString()).isEqualTo("[16,16,16]");
    assertThat(json.at("/settings/kernelsPerStep").intValue()).isEqualTo(64);
    assertThat(json.at("/ri/count").intValue()).isEqualTo(2);
    assertThat(json.get("skipped").textValue()).contains("no-such-python");
    assertThat(out.resolve("training.md")).isNotEmptyFile();
  }

  @Test
  void measuresServingAndMemory() throws Exception {
    // When
    int code =
        CarryoverCommand.commandLine()
            .execute(
                "bench",
                "serving",
                "--out",
                out.toString(),
                "--rounds",
                "1",
                "--threads",
                "1",
                "--patch",
                "16x16x16",
                "--volume",
                "24x20x17",
                "--shorter",
                "16x16x16",
                "--longer",
                "16x16x32",
                "--python",
                "no-such-python");
    // Then
    assertThat(code).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(out.resolve("serving.json").toFile());
    assertThat(json.at("/volume/patches").intValue()).isEqualTo(8);
    assertThat(json.at("/patch/service/median").doubleValue()).isPositive();
    assertThat(json.get("ratioToPlainOrt").doubleValue()).isPositive();
    assertThat(json.get("ratioToPyTorch").isNull()).isTrue();
    assertThat(json.at("/peakMiB/shorter").doubleValue()).isGreaterThan(50);
    assertThat(json.get("skipped").textValue()).contains("no-such-python");
    assertThat(out.resolve("serving.md")).content().contains("service to plain graph");
  }

  @Test
  void aChildThatFailsIsToldWithItsLastWords() throws Exception {
    // Given a folder where the figures should go
    Files.createDirectories(out.resolve("training.json"));
    // When
    int code = bench("--steps", "1", "--rounds", "1");
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(out.resolve("training.log")).content().contains("training.json");
  }

  private int bench(String... options) {
    return CarryoverCommand.commandLine()
        .execute(
            Stream.concat(
                    Stream.of(
                        "bench",
                        "training",
                        "--out",
                        out.toString(),
                        "--shape",
                        "16,16,16",
                        "--python",
                        "no-such-python"),
                    Stream.of(options))
                .toArray(String[]::new));
  }
}
