package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.Checkpoint;
import io.carryover.inference.segmentation.Questions;
import io.carryover.inference.segmentation.StatedUncertainty;
import io.carryover.inference.segmentation.WithdrawnException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataOutput;

/** Segments the scan in the body of a request. */
@Path("/v1/segmentations")
@Tag(name = "Segmentation")
@Blocking
@Consumes({
  MediaType.APPLICATION_OCTET_STREAM,
  SegmentationResource.GZIP,
  "application/x-gzip",
  "application/nifti",
  "application/x-nifti"
})
public class SegmentationResource {
  static final String GZIP = "application/gzip";

  /** Whoever accepts anything, as curl does, wants the mask. */
  private static final String JSON_IF_ASKED_FOR = MediaType.APPLICATION_JSON + ";qs=0.5";

  /** Asked for by name only: it holds everything. */
  private static final String PARTS_IF_ASKED_FOR = MediaType.MULTIPART_FORM_DATA + ";qs=0.4";

  private final UploadedSegmentation segmentation;
  private final Questions questions;
  private final RequestLimits limits;

  SegmentationResource(
      UploadedSegmentation segmentation, Questions questions, RequestLimits limits) {
    this.segmentation = segmentation;
    this.questions = questions;
    this.limits = limits;
  }

  /** The mask on the scan's own grid. */
  @POST
  @Produces(GZIP)
  @Operation(operationId = "segment", summary = "Segment a NIfTI scan (.nii or .nii.gz)")
  @APIResponse(
      responseCode = "200",
      description =
          "Mask on the scan's grid (.nii.gz, 1 is foreground), the facts about it, or both and the"
              + " maps that are asked for, as parts",
      content = {
        @Content(mediaType = GZIP),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SegmentationFacts.class)),
        @Content(mediaType = MediaType.MULTIPART_FORM_DATA)
      })
  @APIResponse(
      responseCode = "400",
      description = "Several models are served and none is named; samples or maps are wrong")
  @APIResponse(responseCode = "404", description = "Unknown model or version")
  @APIResponse(responseCode = "413", description = "Body or volume too large")
  @APIResponse(responseCode = "422", description = "Not a scan that can be segmented")
  @APIResponse(responseCode = "429", description = "The service is full; Retry-After says when")
  @APIResponse(responseCode = "503", description = "No model is ready, or the deadline passed")
  public Response mask(
      @BeanParam Question question, @Context HttpServerRequest http, InputStream body)
      throws IOException {
    SegmentedUpload segmented = segment(question, http, body);
    Answer answer = segmented.answer();
    Response.ResponseBuilder response = Response.ok(segmented.gzippedMask(), GZIP);
    answer.scan().uncertainty().ifPresent(stated -> addTo(response, stated));
    return response
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mask.nii.gz\"")
        .header("X-Carryover-Model", answer.model())
        .header("X-Carryover-Model-Digest", "sha256:" + answer.modelSha256())
        .header("X-Carryover-Volume-Ml", answer.scan().volumeMl())
        .build();
  }

  private static void addTo(Response.ResponseBuilder response, StatedUncertainty stated) {
    response.header(
        "X-Carryover-Volume-Interval-Ml",
        stated.volume().lowMl() + " to " + stated.volume().highMl());
    stated.refer().ifPresent(refer -> response.header("X-Carryover-Refer", refer));
  }

  /** The facts about the mask. */
  @POST
  @Produces(JSON_IF_ASKED_FOR)
  @Operation(hidden = true)
  public SegmentationFacts facts(
      @BeanParam Question question, @Context HttpServerRequest http, InputStream body)
      throws IOException {
    return SegmentationFacts.of(segment(question, http, body).answer());
  }

  /** Facts, mask and the maps that are asked for, each a part. */
  @POST
  @Produces(PARTS_IF_ASKED_FOR)
  @Operation(hidden = true)
  public MultipartFormDataOutput parts(
      @BeanParam Question question, @Context HttpServerRequest http, InputStream body)
      throws IOException {
    SegmentedUpload segmented = segment(question, http, body);
    MultipartFormDataOutput parts = new MultipartFormDataOutput();
    parts.addFormData(
        "facts", SegmentationFacts.of(segmented.answer()), MediaType.APPLICATION_JSON_TYPE);
    addFile(parts, "mask", segmented.gzippedMask());
    segmented.gzippedMaps().forEach((map, bytes) -> addFile(parts, map.text(), bytes));
    return parts;
  }

  private static void addFile(MultipartFormDataOutput parts, String name, byte[] bytes) {
    parts.addFormData(name, bytes, MediaType.valueOf(GZIP), name + ".nii.gz");
  }

  private SegmentedUpload segment(Question question, HttpServerRequest http, InputStream body)
      throws IOException {
    UploadedScan scan = question.scan(Optional.empty(), body, questions, limits);
    return segmentation.segment(scan.onlyWhile(connected(http.response())));
  }

  private static Checkpoint connected(HttpServerResponse response) {
    return () -> {
      if (response.closed()) {
        throw WithdrawnException.clientGone();
      }
    };
  }

  /** The parameters of a request to segment. */
  public static class Question {
    @Parameter(description = "Name of the model; may be left out where there is only one")
    @QueryParam("model")
    Optional<String> model;

    @Parameter(description = "Digest of the version; that of the model's route if left out")
    @QueryParam("sha256")
    Optional<String> sha256;

    @Parameter(description = "routine, or stat to go before all others")
    @QueryParam("priority")
    @DefaultValue("routine")
    String priority;

    @Parameter(description = "When the answer is of no use any more, in seconds from now")
    @QueryParam("deadlineSeconds")
    Optional<Double> deadlineSeconds;

    @Parameter(description = "Weights drawn from the posterior: 0, or 2 to 64")
    @QueryParam("samples")
    Optional<Integer> samples;

    @Parameter(description = "Seed of the drawing")
    @QueryParam("seed")
    @DefaultValue("1")
    long seed;

    @Parameter(
        description =
            "Maps beside the mask, given as parts: probability, predictive-entropy,"
                + " expected-entropy, mutual-information")
    @QueryParam("map")
    List<String> maps;

    @HeaderParam(HttpHeaders.CONTENT_LENGTH)
    Optional<Long> length;

    /**
     * The request.
     *
     * @param key names it; else its name is its own
     */
    UploadedScan scan(
        Optional<String> key, InputStream body, Questions questions, RequestLimits limits) {
      return new UploadedScan(
          model,
          sha256,
          key.orElseGet(() -> UUID.randomUUID().toString()),
          length.orElse(-1L),
          body,
          questions.of(samples, seed, maps),
          limits.terms(priority, deadlineSeconds));
    }
  }
}
