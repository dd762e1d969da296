package io.carryover.cli.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command with one service, to be killed. */
public final class ParentOfOne {

  private ParentOfOne() {}

  /** Starts the service, prints its process id, and stays. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    ChildProcesses children = ChildProcesses.logTo(folder, Duration.ofSeconds(1));
    System.out.println(children.start(Launches.of(Sleeper.class, folder)).process().pid());
    TimeUnit.DAYS.sleep(1);
  }
}
