package io.carryover.inference.http;

import static java.util.Map.entry;

import io.carryover.events.Reason;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.UnavailableException;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request was not answered, as RFC 9457 wants it.
 *
 * @param type a URI that names the kind: the code as a URN
 * @param title the code in words
 * @param status the HTTP status
 * @param detail rule, actual value, where
 * @param code stable upper-case code, the same as in events
 */
public record Problem(String type, String title, int status, String detail, String code) {
  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int DEFECT = 500;
  private static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          entry("MODEL_REQUIRED", 400),
          entry("SAMPLES_OUT_OF_RANGE", 400),
          entry("PRIORITY_UNKNOWN", 400),
          entry("DEADLINE_INVALID", 400),
          entry("UNKNOWN_MAP", 400),
          entry("UNKNOWN_MODEL", 404),
          entry("UNKNOWN_VERSION", 404),
          entry("BODY_TOO_LARGE", 413),
          entry("IMAGE_TOO_LARGE", 413),
          entry("UNKNOWN_SEGMENTATION", 404),
          entry("NOT_COMPLETED", 404),
          entry("NO_SUCH_MAP", 404));

  /** Input that is bad and stays bad: 400 or 404 for the model, 413 too large, 422 for the scan. */
  static Problem rejected(Reason reason) {
    int status = STATUSES.getOrDefault(reason.getCode(), UNPROCESSABLE);
    return of(status, reason.getCode(), reason.getMessage());
  }

  /** Not now: 429 where all places are taken, else 503. */
  static Problem unavailable(UnavailableException e) {
    int status = e.code().equals(InFlight.BUSY) ? TOO_MANY_REQUESTS : UNAVAILABLE;
    return of(status, e.code(), e.getMessage());
  }

  /** A request that the interface does not know: its status, and no code but that. */
  static Problem ofStatus(int status, String detail) {
    return of(status, "HTTP_" + status, detail);
  }

  /** Ours: 500. What went wrong is in the log. */
  static Problem defect() {
    return of(DEFECT, "INTERNAL_ERROR", "the service failed, its log says why");
  }

  private static Problem of(int status, String code, String detail) {
    return new Problem("urn:carryover:problem:" + code, title(code), status, detail, code);
  }

  /** UNKNOWN_MODEL becomes "Unknown model". */
  private static String title(String code) {
    return code.charAt(0) + code.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
