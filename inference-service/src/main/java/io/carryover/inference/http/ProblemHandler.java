package io.carryover.inference.http;

import io.carryover.inference.segmentation.UnavailableException;
import io.carryover.runtime.failure.RejectedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures as problems. */
public final class ProblemHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response rejected(RejectedException e) {
    return response(Problem.rejected(e.reason()));
  }

  @ServerExceptionMapper
  Response unavailable(UnavailableException e) {
    return Response.fromResponse(response(Problem.unavailable(e)))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response unknownRequest(WebApplicationException e) {
    return response(Problem.ofStatus(e.getResponse().getStatus(), e.getMessage()));
  }

  @ServerExceptionMapper
  Response defect(RuntimeException e) {
    log.error("request failed", e);
    return response(Problem.defect());
  }

  private static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
