package io.carryover.runtime.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {

  @TempDir private Path root;

  @Test
  void readsResidentMemoryAndProcessor() throws IOException {
    // Given
    Files.createDirectory(root.resolve("self"));
    Files.writeString(
        root.resolve("self/status"), "Name:\tjava\nVmHWM:\t    9216 kB\nVmRSS:\t    3072 kB\n");
    Files.writeString(
        root.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t: fpu\n");
    // When
    ProcFiles proc = new ProcFiles(root);
    // Then
    assertThat(proc.residentMiB()).isEqualTo(3);
    assertThat(proc.peakMiB()).isEqualTo(9);
    assertThat(proc.cpuModel()).isEqualTo("Some CPU @ 2 GHz");
  }

  @Test
  void saysWhatAFileLacks() throws IOException {
    Files.writeString(root.resolve("cpuinfo"), "processor\t: 0\n");

    assertThatIllegalStateException()
        .isThrownBy(() -> new ProcFiles(root).cpuModel())
        .withMessageContaining("model name");
  }
}
