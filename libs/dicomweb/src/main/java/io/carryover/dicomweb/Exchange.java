package io.carryover.dicomweb;

import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request until it is answered, and judges the answer's status. */
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private static final int NOT_FOUND = 404;

  /** A redirection is none of the server that was named. */
  private static final int ERRORS_FROM = 300;

  private static final int SERVER_ERRORS_FROM = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Of the operators, not of the request: the credentials, or too much at once. */
  private static final Set<Integer> MAY_PASS = Set.of(401, 403, 408, 429);

  private final HttpClient http;
  private final int tries;

  Exchange(HttpClient http, int tries) {
    this.http = http;
    this.tries = tries;
  }

  /** Reads an answer; a failure to read it is tried again as one to send is. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads all that is wanted of it. */
    T read(HttpResponse<?> head, InputStream body) throws IOException;
  }

  /**
   * Sends a request.
   *
   * @param accepted statuses from 300 on that are no refusal
   * @throws RejectedException DICOM_NOT_FOUND or DICOMWEB_REFUSED
   * @throws TransientException if no try was answered
   */
  <T> T send(HttpRequest request, Set<Integer> accepted, Reading<T> reading) {
    for (int number = 1; number < tries; number++) {
      try {
        return once(request, accepted, reading);
      } catch (TransientException e) {
        log.warn("try {} of {}: {}", number, tries, e.getMessage());
        pause(number);
      }
    }
    return once(request, accepted, reading);
  }

  private <T> T once(HttpRequest request, Set<Integer> accepted, Reading<T> reading) {
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        judge(answer.statusCode(), accepted);
        return reading.read(answer, body);
      }
    } catch (IOException e) {
      throw new TransientException("the DICOMweb server does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while waiting for the DICOMweb server");
    }
  }

  private static void judge(int status, Set<Integer> accepted) {
    if (status < ERRORS_FROM || accepted.contains(status)) {
      return;
    }
    if (status >= SERVER_ERRORS_FROM || MAY_PASS.contains(status)) {
      throw new TransientException("the DICOMweb server answers %d".formatted(status));
    }
    throw status == NOT_FOUND
        ? new RejectedException("DICOM_NOT_FOUND", "the DICOMweb server has no such series (404)")
        : new RejectedException(
            "DICOMWEB_REFUSED", "the DICOMweb server refuses the request with " + status);
  }

  private static void pause(int number) {
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (number - 1)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while waiting for the DICOMweb server");
    }
  }
}
