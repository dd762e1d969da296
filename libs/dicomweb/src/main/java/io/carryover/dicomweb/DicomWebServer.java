package io.carryover.dicomweb;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * A server and how it is spoken to.
 *
 * @param root its DICOMweb root, for example https://pacs.example/dicom-web
 * @param credentials what lets us in
 * @param connectWithin longest time until a connection stands
 * @param answerWithin longest time until an answer begins
 * @param tries how often a request is made that fails for a reason that may pass, at least 1
 */
public record DicomWebServer(
    URI root, Credentials credentials, Duration connectWithin, Duration answerWithin, int tries) {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
  private static final int TRIES = 3;

  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException if the root is no http or https address, or holds user
   *     information, a query or a fragment, or there is no try
   */
  public DicomWebServer {
    Objects.requireNonNull(credentials, "credentials");
    requireAddress(root);
    if (tries < 1) {
      throw new IllegalArgumentException("there is 1 try at least, got " + tries);
    }
  }

  /** Ten seconds to connect, two minutes to answer, three tries. */
  public static DicomWebServer of(URI root, Credentials credentials) {
    return new DicomWebServer(root, credentials, CONNECT_WITHIN, ANSWER_WITHIN, TRIES);
  }

  /** The address of a resource under the root. */
  URI resource(String path) {
    String base = root.toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }

  private static void requireAddress(URI root) {
    boolean web = "http".equals(root.getScheme()) || "https".equals(root.getScheme());
    boolean plain =
        root.getUserInfo() == null && root.getQuery() == null && root.getFragment() == null;
    if (!web || root.getHost() == null || !plain) {
      throw new IllegalArgumentException(
          "a DICOMweb root is an http or https address without user, query and fragment, as"
              + " https://pacs.example/dicom-web");
    }
  }
}
