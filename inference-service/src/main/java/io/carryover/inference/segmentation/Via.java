package io.carryover.inference.segmentation;

import java.util.Locale;

/** How a scan came. */
public enum Via {
  /** By an event on segmentation-requests. */
  EVENT,
  /** By a request to the HTTP interface. */
  HTTP,
  /** From a file, without a service. */
  FILE,
  /** To compare a version with the one that answered. */
  SHADOW;

  /** As metrics and the page name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
