package io.carryover.inference.http;

import io.carryover.inference.segmentation.Questions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Segmentations that are answered later. */
@Path("/v1/segmentations")
@Tag(name = "Segmentation")
@Blocking
public class AcceptedSegmentationResource {
  private static final int ACCEPTED = 202;
  private static final int ASK_AGAIN_AFTER_SECONDS = 2;

  private final AcceptedSegmentations segmentations;
  private final Questions questions;
  private final RequestLimits limits;
  private final Cancelling cancelling;

  AcceptedSegmentationResource(
      AcceptedSegmentations segmentations,
      Questions questions,
      RequestLimits limits,
      Cancelling cancelling) {
    this.segmentations = segmentations;
    this.questions = questions;
    this.limits = limits.withoutLongest();
    this.cancelling = cancelling;
  }

  /** Publishes that a request is no longer wanted. */
  @FunctionalInterface
  interface Cancelling {
    /** Returns when the broker has it. */
    void cancel(String id);
  }

  /** Accepts a scan; also reached by {@code Prefer: respond-async} at the path above. */
  @POST
  @Path("/" + PreferHandler.LATER)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "segmentLater",
      summary =
          "Accept a NIfTI scan and answer later; scan and results stay in the store. POST"
              + " /v1/segmentations with 'Prefer: respond-async' does the same")
  @APIResponse(responseCode = "202", description = "Accepted; Location tells of it")
  @APIResponse(responseCode = "404", description = "Unknown model or version")
  @APIResponse(responseCode = "413", description = "Body too large")
  @APIResponse(responseCode = "429", description = "The service is full; Retry-After says when")
  public Response accept(
      @BeanParam SegmentationResource.Question question,
      @Parameter(description = "The same scan, question and key again is the same segmentation")
          @HeaderParam("Idempotency-Key")
          Optional<String> key,
      InputStream body)
      throws IOException {
    String id = segmentations.accept(question.scan(key, body, questions, limits));
    return pending(Response.status(ACCEPTED), AcceptedState.pending(id))
        .location(URI.create("/v1/segmentations/" + id))
        .build();
  }

  /** What became of it. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "segmentation", summary = "State and result of an accepted scan")
  @APIResponse(responseCode = "404", description = "Never accepted")
  public Response state(@PathParam("id") String id) {
    return pending(Response.ok(), segmentations.state(id)).build();
  }

  /** Its mask. */
  @GET
  @Path("/{id}/mask")
  @Produces(SegmentationResource.GZIP)
  @Operation(operationId = "mask", summary = "Mask on the scan's grid (.nii.gz)")
  @APIResponse(responseCode = "404", description = "Never accepted, or not completed")
  public Response mask(@PathParam("id") String id) {
    return file(segmentations.mask(id), "mask");
  }

  /** One of its maps. */
  @GET
  @Path("/{id}/maps/{map}")
  @Produces(SegmentationResource.GZIP)
  @Operation(operationId = "map", summary = "A map on the scan's grid (.nii.gz)")
  @APIResponse(responseCode = "404", description = "Never accepted, not completed, not asked for")
  public Response map(@PathParam("id") String id, @PathParam("map") String map) {
    return file(segmentations.map(id, map), map);
  }

  /** It is no longer wanted. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "cancelSegmentation",
      summary = "Cancel an accepted scan; a result that is there stays")
  @APIResponse(responseCode = "202", description = "The cancellation is published")
  @APIResponse(responseCode = "404", description = "Never accepted")
  public Response cancel(@PathParam("id") String id) {
    segmentations.requireKnown(id);
    cancelling.cancel(id);
    return Response.status(ACCEPTED).build();
  }

  private static Response.ResponseBuilder pending(
      Response.ResponseBuilder response, AcceptedState state) {
    response.entity(state).type(MediaType.APPLICATION_JSON);
    return state.state().equals("PENDING")
        ? response.header(HttpHeaders.RETRY_AFTER, ASK_AGAIN_AFTER_SECONDS)
        : response;
  }

  /** Maps are named by the service: {@code name} holds nothing of a client's. */
  private static Response file(java.nio.file.Path file, String name) {
    return Response.ok(file.toFile(), SegmentationResource.GZIP)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".nii.gz\"")
        .build();
  }
}
