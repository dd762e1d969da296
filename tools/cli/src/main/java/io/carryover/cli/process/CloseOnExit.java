package io.carryover.cli.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what a command opened, last first, once: when the command ends or, on Ctrl-C and SIGTERM,
 * when the JVM shuts down.
 */
public final class CloseOnExit implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Thread atShutdown = new Thread(this::closeAtShutdown, "close-on-exit");

  public CloseOnExit() {
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /** Remembers something that is open. */
  public synchronized <T extends AutoCloseable> T add(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      // The hook is at work already; it waits for closeAll and finds nothing left.
    }
  }

  private synchronized void closeAtShutdown() {
    if (!opened.isEmpty()) {
      System.err.println("stopping, which takes some seconds ...");
    }
    closeAll();
  }

  private synchronized void closeAll() {
    while (!opened.isEmpty()) {
      closeOne(opened.pop());
    }
  }

  private static void closeOne(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // The others must be closed all the same: a child that is left over is worse than a log line.
      System.err.println("could not be closed: " + e);
    }
  }
}
