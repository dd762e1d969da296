package io.carryover.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceLaunchTest {

  @Test
  void runsTheMainClassBoundToThisProcessWithItsSettings() {
    ServiceLaunch launch =
        new ServiceLaunch(
            "trainer-1",
            List.of(Path.of("a.jar"), Path.of("b.jar")),
            "org.example.Main",
            Map.of("z", "1", "a.b", "x y"),
            Path.of("work"),
            List.of("-Xmx1g"));

    List<String> command = launch.command();

    assertThat(command.get(0)).isEqualTo(System.getProperty("java.home") + "/bin/java");
    assertThat(command.subList(1, command.size()))
        .containsExactly(
            "-Xmx1g",
            "-Da.b=x y",
            "-Dz=1",
            "-cp",
            "a.jar" + File.pathSeparator + "b.jar",
            BoundToParent.class.getName(),
            "org.example.Main");
  }
}
