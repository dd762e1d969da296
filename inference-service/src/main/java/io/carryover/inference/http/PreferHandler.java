package io.carryover.inference.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Leads {@code Prefer: respond-async} (RFC 7240) on a segmentation to the path that answers later.
 */
public final class PreferHandler {
  /** Segment under {@code /v1/segmentations}. */
  static final String LATER = "later";

  private static final String SEGMENTATIONS = "/v1/segmentations";
  private static final String RESPOND_ASYNC = "respond-async";

  @ServerRequestFilter(preMatching = true)
  void lead(ContainerRequestContext request) {
    if (isSegmentation(request) && isPreferred(request)) {
      request.setRequestUri(
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replacePath(SEGMENTATIONS + "/" + LATER)
              .build());
    }
  }

  private static boolean isSegmentation(ContainerRequestContext request) {
    return request.getMethod().equals("POST")
        && request.getUriInfo().getRequestUri().getPath().equals(SEGMENTATIONS);
  }

  private static boolean isPreferred(ContainerRequestContext request) {
    String preferences = request.getHeaderString("Prefer");
    return preferences != null
        && Arrays.stream(preferences.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .anyMatch(RESPOND_ASYNC::equals);
  }
}
