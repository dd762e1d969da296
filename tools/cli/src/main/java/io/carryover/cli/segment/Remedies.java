package io.carryover.cli.segment;

import java.util.Map;

/** What a person can do about a segmentation that was refused. */
final class Remedies {
  private static final Map<String, String> BY_CODE =
      Map.of(
          "UNKNOWN_MODEL", "./carryover watch shows which models are served",
          "NO_MODEL_READY", "wait until ./carryover watch shows that one is served",
          "URI_NOT_ALLOWED",
              "start ./carryover serve with --scans FOLDER, or send the scan itself with --url",
          "SERVICE_BUSY", "try again in a while");

  private Remedies() {}

  /** The message, and the remedy where there is one. */
  static String with(String message, String code) {
    return BY_CODE.containsKey(code) ? message + "; " + BY_CODE.get(code) : message;
  }
}
