package io.carryover.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.benchmarks.measure.Contestant;
import io.carryover.benchmarks.training.TrainingFigures.Round;
import io.carryover.imaging.volume.Shape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final BenchmarkSettings SETTINGS =
      new BenchmarkSettings(Path.of("out"), 4, 2, 1, Shape.cube(16), 1, 512, "python3");

  private final List<String> turns = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void takeTurnsAfterTheWarmUp() {
    // When
    Rounds rounds = run(Optional.of(contestant("py", 3)));
    // Then
    assertThat(turns)
        .containsExactly("ri 3", "dwp 3", "py 3", "ri 2", "dwp 2", "py 2", "ri 2", "dwp 2", "py 2");
    assertThat(rounds.riSeconds()).containsExactly(1., 1., 1., 1.);
    assertThat(rounds.pyTorchSeconds()).containsExactly(3., 3., 3., 3.);
    assertThat(rounds.rounds()).containsExactly(new Round(1, 2, 3.), new Round(1, 2, 3.));
  }

  @Test
  void goOnWithoutPyTorch() {
    // When
    Rounds rounds = run(Optional.empty());
    // Then
    assertThat(rounds.pyTorchSeconds()).isEmpty();
    assertThat(rounds.rounds()).containsExactly(new Round(1, 2, null), new Round(1, 2, null));
  }

  @Test
  void sampleMemoryBeforeTheFirstAndAfterEveryTurnOfThisProcess() {
    // When
    MemoryCourse memory = run(Optional.of(contestant("py", 3))).memory();
    // Then each sample is the number of turns so far, warm-up and PyTorch's included
    assertThat(memory.samples()).containsExactly(3., 4., 5., 7., 8.);
    assertThat(memory.steps()).isEqualTo(8);
  }

  @Test
  void tellEveryRound() {
    // When
    run(Optional.of(contestant("py", 3)));
    // Then
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "round 1 of 2: RI 1.000 s, DWP 2.000 s, PyTorch 3.000 s a step; 5 MiB resident",
            "round 2 of 2: RI 1.000 s, DWP 2.000 s, PyTorch 3.000 s a step; 8 MiB resident");
  }

  private Rounds run(Optional<Contestant> pyTorch) {
    Rounds rounds =
        new Rounds(
            SETTINGS, contestant("ri", 1), contestant("dwp", 2), pyTorch, () -> turns.size());
    rounds.run(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return rounds;
  }

  private Contestant contestant(String name, double seconds) {
    return new Contestant() {
      @Override
      public List<Double> timed(int steps) {
        turns.add(name + " " + steps);
        return Collections.nCopies(steps, seconds);
      }

      @Override
      public void close() {
        turns.add(name + " closed");
      }
    };
  }
}
