package io.carryover.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseOnExitTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesLastFirstAndOnce() {
    CloseOnExit closeOnExit = new CloseOnExit();
    closeOnExit.add(() -> closed.add("broker"));
    closeOnExit.add(() -> closed.add("services"));

    closeOnExit.close();
    closeOnExit.close();

    assertThat(closed).containsExactly("services", "broker");
  }

  @Test
  void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() {
    CloseOnExit closeOnExit = new CloseOnExit();
    closeOnExit.add(() -> closed.add("broker"));
    closeOnExit.add(
        () -> {
          throw new IllegalStateException("stuck");
        });

    closeOnExit.close();

    assertThat(closed).containsExactly("broker");
  }
}
