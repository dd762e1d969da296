package io.carryover.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Launches of main classes of these tests. */
final class Launches {

  private Launches() {}

  static ServiceLaunch of(Class<?> mainClass, Path folder) {
    return new ServiceLaunch(
        "child",
        List.of(home(BoundToParent.class), home(Launches.class)),
        mainClass.getName(),
        Map.of("carryover.replica", "child"),
        folder,
        List.of());
  }

  static Path home(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
