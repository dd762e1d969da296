package io.carryover.runtime.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this code, as it goes into events and ids. */
public final class CodeVersion {
  private static final String FILE = "version.properties";

  private CodeVersion() {}

  /** The version that the build wrote, for example "0.1.0". */
  public static String current() {
    try (InputStream in = CodeVersion.class.getResourceAsStream(FILE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("resource cannot be read: " + FILE, e);
    }
  }
}
