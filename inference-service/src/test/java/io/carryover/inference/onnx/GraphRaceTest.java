package io.carryover.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.Shape;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class GraphRaceTest {
  private static final Shape PATCH = Shape.cube(2);

  private long now;

  @Test
  void takesTheFasterGraphThatAgrees() {
    GraphChoice choice = race(network(1, 20_000_000), network(1 + 1e-6f, 10_000_000));
    assertThat(choice.graph()).isEqualTo(GraphChoice.Graph.BLOCKED);
    assertThat(choice.reason()).isEqualTo("20.0 ms a patch exported, 10.0 ms blocked");
  }

  @Test
  void refusesAFasterGraphThatDisagrees() {
    GraphChoice choice = race(network(1, 20_000_000), network(1 + 1e-4f, 10_000_000));
    assertThat(choice.graph()).isEqualTo(GraphChoice.Graph.EXPORTED);
    assertThat(choice.reason()).contains("apart, more than 1.0e-05");
  }

  @Test
  void refusesAGraphThatIsNotANumber() {
    GraphChoice choice = race(network(1, 20_000_000), network(Float.NaN, 10_000_000));
    assertThat(choice.graph()).isEqualTo(GraphChoice.Graph.EXPORTED);
  }

  @Test
  void refusesASlowerGraph() {
    GraphChoice choice = race(network(1, 10_000_000), network(1, 10_000_001));
    assertThat(choice.graph()).isEqualTo(GraphChoice.Graph.EXPORTED);
  }

  private GraphChoice race(PatchNetwork exported, PatchNetwork blocked) {
    return new GraphRace(PATCH, () -> now).between(exported, blocked);
  }

  /** Fills the logits with one value and takes so long. */
  private PatchNetwork network(float logit, long nanos) {
    return batch -> {
      FloatBuffer logits = batch.logits();
      while (logits.hasRemaining()) {
        logits.put(logit);
      }
      now += nanos;
    };
  }
}
