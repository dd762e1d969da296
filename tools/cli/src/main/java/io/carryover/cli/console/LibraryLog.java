package io.carryover.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What libraries log, Kafka above all. A person sees warnings only, and not those of Kafka's
 * clients, which repeat for each failed connection what the commands say once.
 */
public final class LibraryLog {
  private static final String ONE_LINE = "%1$tFT%1$tT %4$s %3$s %5$s%6$s%n";
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

  private LibraryLog() {}

  /** Warnings to standard error. */
  public static void toStandardError() {
    System.setProperty("java.util.logging.SimpleFormatter.format", ONE_LINE);
    ROOT.setLevel(Level.WARNING);
    CLIENTS.setLevel(Level.SEVERE);
  }

  /** From now on the same to a file instead. */
  public static void toFile(Path file) throws IOException {
    FileHandler handler = new FileHandler(file.toString(), true);
    handler.setFormatter(new SimpleFormatter());
    for (Handler before : ROOT.getHandlers()) {
      ROOT.removeHandler(before);
    }
    ROOT.addHandler(handler);
  }
}
