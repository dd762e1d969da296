package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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

  private final UploadedSegmentation segmentation;

  SegmentationResource(UploadedSegmentation segmentation) {
    this.segmentation = segmentation;
  }

  /** The mask on the scan's own grid. */
  @POST
  @Produces(GZIP)
  @Operation(operationId = "segment", summary = "Segment a NIfTI scan (.nii or .nii.gz)")
  @APIResponse(
      responseCode = "200",
      description = "Mask on the scan's grid (.nii.gz, 1 is foreground), or the facts about it",
      content = {
        @Content(mediaType = GZIP),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SegmentationFacts.class))
      })
  @APIResponse(responseCode = "400", description = "Several models are served and none is named")
  @APIResponse(responseCode = "404", description = "Unknown model")
  @APIResponse(responseCode = "413", description = "Body or volume too large")
  @APIResponse(responseCode = "422", description = "Not a scan that can be segmented")
  @APIResponse(responseCode = "503", description = "No model is ready, or the service is full")
  public Response mask(
      @Parameter(description = "Name of the model; may be left out where there is only one")
          @QueryParam("model")
          Optional<String> model,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
      InputStream body)
      throws IOException {
    SegmentedUpload segmented = segment(model, length, body);
    Answer answer = segmented.answer();
    return Response.ok(segmented.gzippedMask(), GZIP)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mask.nii.gz\"")
        .header("X-Carryover-Model", answer.model())
        .header("X-Carryover-Model-Digest", "sha256:" + answer.modelSha256())
        .header("X-Carryover-Volume-Ml", answer.scan().volumeMl())
        .build();
  }

  /** The facts about the mask. */
  @POST
  @Produces(JSON_IF_ASKED_FOR)
  @Operation(hidden = true)
  public SegmentationFacts facts(
      @QueryParam("model") Optional<String> model,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
      InputStream body)
      throws IOException {
    return SegmentationFacts.of(segment(model, length, body).answer());
  }

  private SegmentedUpload segment(Optional<String> model, Optional<Long> length, InputStream body)
      throws IOException {
    return segmentation.segment(new UploadedScan(model, length.orElse(-1L), body));
  }
}
