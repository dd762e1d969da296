package io.carryover.cli.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of every child: runs another main class, and stops this process when its standard
 * input ends.
 *
 * <p>The parent holds the other end of that pipe and writes nothing. However the parent dies, the
 * operating system closes the pipe, so that no service is left over even when the parent is killed.
 */
public final class BoundToParent {

  private BoundToParent() {}

  /**
   * Runs {@code arguments[0]} as a main class with the other arguments.
   *
   * @throws ReflectiveOperationException there is no such main class
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(BoundToParent::exitWhenInputEnds, "bound-to-parent");
    watch.setDaemon(true);
    watch.start();
    run(Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void exitWhenInputEnds() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      System.err.println("standard input broke: " + e.getMessage());
    }
    System.exit(0);
  }

  private static void run(Class<?> mainClass, String[] arguments)
      throws ReflectiveOperationException {
    try {
      mainClass.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(mainClass.getName() + " failed", e.getCause());
    }
  }
}
