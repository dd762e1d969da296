package io.carryover.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterLayoutTest {
  private static final String THREADS = "carryover.threads";

  @Test
  void trainersShareTheCores() {
    ClusterLayout layout = layout(64);

    assertThat(layout.services())
        .filteredOn(placed -> placed.name().startsWith("trainer"))
        .allSatisfy(placed -> assertThat(layout.settings(placed)).containsEntry(THREADS, "1"));
  }

  /** A service ends at once where it is given a setting that it does not know. */
  @Test
  void theInferenceServiceHasNoSuchSetting() {
    ClusterLayout layout = layout(1);

    assertThat(layout.services().get(0).name()).isEqualTo("inference");
    assertThat(layout.settings(layout.services().get(0))).doesNotContainKey(THREADS);
    assertThat(layout.settings(layout.services().get(1))).containsKey(THREADS);
  }

  private static ClusterLayout layout(int trainers) {
    List<PlacedService> services =
        PlacedService.at(
            IntStream.range(0, trainers + 2).boxed().toList(), PlacedService.all(trainers));
    return new ClusterLayout(Path.of("data"), Path.of("logs"), 9092, services, List.of());
  }
}
