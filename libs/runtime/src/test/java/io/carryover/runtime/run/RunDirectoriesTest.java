package io.carryover.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoriesTest {
  private static final String RUN = "0123456789abcdef0123456789abcdef";
  @TempDir private Path root;

  @Test
  void checkpointIsThereWhenTheRunIsTakenUpAgain() throws IOException {
    // Given
    Files.writeString(new RunDirectories(root).open(RUN).resolve("checkpoint"), "epoch 3");
    // When
    Path again = new RunDirectories(root).open(RUN);
    // Then
    assertThat(again.resolve("checkpoint")).hasContent("epoch 3");
  }

  @Test
  void discardDeletesAllOfOneRun() throws IOException {
    // Given
    RunDirectories runs = new RunDirectories(root);
    Files.writeString(Files.createDirectory(runs.open(RUN).resolve("deep")).resolve("file"), "x");
    Path other = runs.open(RUN.replace('0', '1'));
    // When
    runs.discard(RUN);
    // Then
    assertThat(root).isDirectoryContaining(path -> path.equals(other));
    assertThat(root.resolve(RUN)).doesNotExist();
  }

  @Test
  void discardOfWhatIsNotThereIsNothing() {
    // When
    new RunDirectories(root).discard(RUN);
    // Then
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../etc", "run 1", "0123456789abcdef/x"})
  void refusesIdsThatArePaths(String runId) {
    assertThatThrownBy(() -> new RunDirectories(root).open(runId))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RunDirectories(root).discard(runId))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
