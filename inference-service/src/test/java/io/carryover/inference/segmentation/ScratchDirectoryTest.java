package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
  @TempDir Path folder;

  @Test
  void secondReplicaOfTheSameNameDeletesNothingOfTheFirst() {
    // Given
    try (ScratchDirectory first = ScratchDirectory.emptied(folder);
        ScratchFile underWay = first.file(".nii")) {
      // When, Then
      assertThatThrownBy(() -> ScratchDirectory.emptied(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("carryover.replica");
      assertThat(underWay.path()).exists();
    }
  }

  @Test
  void nextReplicaDeletesWhatTheLastOneLeft() {
    // Given
    ScratchDirectory last = ScratchDirectory.emptied(folder);
    Path left = last.file(".nii").path();
    last.close();
    // When
    ScratchDirectory next = ScratchDirectory.emptied(folder);
    // Then
    assertThat(left).doesNotExist();
    next.close();
  }
}
