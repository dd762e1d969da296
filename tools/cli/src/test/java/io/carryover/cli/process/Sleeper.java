package io.carryover.cli.process;

import java.util.concurrent.TimeUnit;

/** A service that does nothing and never ends by itself. */
public final class Sleeper {

  private Sleeper() {}

  /** Says that it is up, and stays. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("up, " + System.getProperty("carryover.replica"));
    TimeUnit.DAYS.sleep(1);
  }
}
