package io.carryover.inference.requests;

/** The service is going down: the request is for another replica. */
final class ServiceStoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceStoppingException() {
    super("the service stops, the scan is given back");
  }
}
