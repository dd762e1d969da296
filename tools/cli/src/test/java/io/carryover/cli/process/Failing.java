package io.carryover.cli.process;

/** A service that ends at once, with a word on why. */
public final class Failing {
  static final int EXIT_CODE = 3;

  private Failing() {}

  /** Fails. */
  public static void main(String[] arguments) {
    System.err.println("the disk is full");
    System.exit(EXIT_CODE);
  }
}
