package io.carryover.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.command.CommandFailure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void closingLeavesNoChild() throws IOException {
    Child child;
    try (ChildProcesses children = ChildProcesses.logTo(folder, PATIENCE)) {
      child = children.start(Launches.of(Sleeper.class, folder));
      children.requireAlive();
    }

    assertThat(child.process().isAlive()).isFalse();
  }

  @Test
  void aChildDiesWithItsParentEvenWhenThatIsKilled() throws Exception {
    // Given
    Process parent = parentOfOne();
    ProcessHandle child = ProcessHandle.of(printedPid(parent)).orElseThrow();

    // When
    parent.destroyForcibly().waitFor();

    // Then
    child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aChildThatEndedByItselfIsToldWithItsLastWords() throws Exception {
    try (ChildProcesses children = ChildProcesses.logTo(folder, PATIENCE)) {
      children.start(Launches.of(Failing.class, folder)).process().waitFor();

      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(children::requireAlive)
          .withMessageContaining("child ended with exit code " + Failing.EXIT_CODE)
          .withMessageContaining(folder.resolve("child.log").toString())
          .withMessageContaining("the disk is full");
    }
  }

  @Test
  void aChildThatWasStoppedIsNoFailure() throws IOException {
    ChildProcesses children = ChildProcesses.logTo(folder, PATIENCE);
    children.start(Launches.of(Sleeper.class, folder));

    children.close();

    children.requireAlive();
  }

  @Test
  void settingsReachTheChildAndItsOutputGoesToItsLog() throws Exception {
    try (ChildProcesses children = ChildProcesses.logTo(folder, PATIENCE)) {
      Child child = children.start(Launches.of(Sleeper.class, folder));

      while (child.logTail(1).isEmpty()) {
        children.requireAlive();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(child.logTail(1)).isEqualTo("up, child");
    }
  }

  private Process parentOfOne() throws IOException {
    String classPath =
        Launches.home(BoundToParent.class) + File.pathSeparator + Launches.home(Launches.class);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            ParentOfOne.class.getName(),
            folder.toString())
        .start();
  }

  private static long printedPid(Process parent) throws IOException {
    BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
    return Long.parseLong(output.readLine());
  }
}
