package io.carryover.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carryover.imaging.volume.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real steps of each on 16x16x16 voxels: some seconds. */
class TrainingBenchmarkTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Float64 arithmetic on numbers near 1. */
  private static final double ROUNDING = 1e-12;

  @TempDir private Path out;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void measuresTheRestAndSaysSoLoudlyWhereThereIsNoPyTorch() throws IOException {
    // When
    JsonNode json = measured(out.resolve("no-python").toString());
    // Then
    assertThat(json.get("measuredAt").textValue()).isEqualTo(NOW.toString());
    assertThat(json.at("/machine/cpuModel").textValue()).isNotBlank();
    assertThat(json.at("/machine/engine").textValue()).startsWith("PyTorch ");
    assertThat(json.at("/settings/parameters").intValue()).isEqualTo(726_480);
    assertThat(json.at("/ri/median").doubleValue()).isPositive();
    assertThat(json.get("dwpToRi").doubleValue())
        .isCloseTo(median(json, "dwp") / median(json, "ri"), within(ROUNDING));
    assertThat(json.at("/memory/steps").intValue()).isEqualTo(4);
    assertThat(json.at("/memory/firstMiB").doubleValue()).isGreaterThan(100);
    assertThat(json.get("memoryFlat").isNull()).isTrue();
    assertThat(json.get("pyTorch").isNull()).isTrue();
    assertThat(json.get("ratioToPyTorch").isNull()).isTrue();
    assertThat(json.get("skipped").textValue()).contains("no-python cannot run PyTorch");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SKIPPED: the comparison");
    assertThat(Files.readString(out.resolve("training.md")))
        .contains("SKIPPED", "| RI |", "| DWP |", "RI to PyTorch: not measured")
        .doesNotContain("| PyTorch RI |");
  }

  @Test
  void measuresPyTorchBesideWhereItIsThere() throws IOException {
    String python = System.getProperty("carryover.bench.python", "python3");
    assumeTrue(hasTorch(python), "SKIPPED: " + python + " has no torch");
    // When
    JsonNode json = measured(python);
    // Then
    assertThat(json.get("skipped").isNull()).isTrue();
    assertThat(json.at("/machine/torch").textValue()).isNotBlank();
    assertThat(json.get("ratioToPyTorch").doubleValue())
        .isCloseTo(median(json, "ri") / median(json, "pyTorch"), within(ROUNDING));
    assertThat(json.at("/rounds/0/pyTorch").doubleValue()).isPositive();
    assertThat(Files.readString(out.resolve("training.md"))).contains("| PyTorch RI |");
  }

  private JsonNode measured(String python) throws IOException {
    BenchmarkSettings settings = new BenchmarkSettings(out, 2, 2, 1, Shape.cube(16), 1, 64, python);
    PrintStream progress = new PrintStream(printed, true, StandardCharsets.UTF_8);
    new TrainingBenchmark(settings, Clock.fixed(NOW, ZoneOffset.UTC), progress).run();
    return JsonMapper.builder().build().readTree(out.resolve("training.json").toFile());
  }

  private static double median(JsonNode json, String contestant) {
    return json.get(contestant).get("median").doubleValue();
  }

  private static boolean hasTorch(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
