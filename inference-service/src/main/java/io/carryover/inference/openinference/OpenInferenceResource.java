package io.carryover.inference.openinference;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.DeployedModel;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.registry.ModelRefusedException;
import io.carryover.inference.registry.Wanted;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.RunnerThread;
import io.carryover.inference.segmentation.UnavailableException;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.service.CodeVersion;
import io.carryover.runtime.service.ServiceParts;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The Open Inference Protocol, version 2. */
@Path("/v2")
@Tag(name = "Open Inference Protocol")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class OpenInferenceResource {
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
  private static final String VERSION = "{name}/versions/{version}";
  private static final int LOGITS = 2;

  /** A patch's numbers as JSON text take some ten times its voxels. */
  private static final int BYTES_PER_VOXEL = 32;

  private static final int ENVELOPE = 1 << 16;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final InferenceServiceSettings settings;
  private final ServiceParts parts;
  private final DeployedModels models;
  private final InFlight inFlight;
  private final PatchInference inference;

  OpenInferenceResource(
      InferenceServiceSettings settings,
      ServiceParts parts,
      DeployedModels models,
      InFlight inFlight,
      RunnerThread runner) {
    this.settings = settings;
    this.parts = parts;
    this.models = models;
    this.inFlight = inFlight;
    this.inference = new PatchInference(runner);
  }

  /** What this server is. */
  @GET
  @Operation(operationId = "serverMetadata", summary = "Name, version and extensions")
  public Map<String, Object> server() {
    return Map.of(
        "name", "carryover",
        "version", CodeVersion.current(),
        "extensions", List.of("binary_tensor_data"));
  }

  /** Whether the process works. */
  @GET
  @Path("/health/live")
  @Operation(operationId = "serverLive", summary = "Whether the process works")
  public Response live() {
    return health("live", parts.live());
  }

  /** Whether it takes requests. */
  @GET
  @Path("/health/ready")
  @Operation(operationId = "serverReady", summary = "Whether it takes requests")
  public Response ready() {
    return health("ready", parts.ready());
  }

  /** A model's tensors. */
  @GET
  @Path("/models/{name}")
  @Operation(operationId = "modelMetadata", summary = "A model's tensors")
  public ModelMetadata model(@PathParam("name") String name) {
    return ModelMetadata.of(deployed(name, Optional.empty()));
  }

  /** The same of a version. */
  @GET
  @Path("/models/" + VERSION)
  @Operation(hidden = true)
  public ModelMetadata model(@PathParam("name") String name, @PathParam("version") String version) {
    return ModelMetadata.of(deployed(name, Optional.of(version)));
  }

  /** Whether a model is served. */
  @GET
  @Path("/models/{name}/ready")
  @Operation(operationId = "modelReady", summary = "Whether a model is served")
  public Response modelReady(@PathParam("name") String name) {
    return health("ready", deployed(name, Optional.empty()) != null);
  }

  /** The same of a version. */
  @GET
  @Path("/models/" + VERSION + "/ready")
  @Operation(hidden = true)
  public Response modelReady(@PathParam("name") String name, @PathParam("version") String version) {
    return health("ready", deployed(name, Optional.of(version)) != null);
  }

  /** Logits of patches by the mean weights. */
  @POST
  @Path("/models/{name}/infer")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
  @Operation(
      operationId = "modelInfer",
      summary = "Logits (N, 2, D, H, W) of patches (N, 1, D, H, W)")
  public Response infer(
      @PathParam("name") String name,
      @HeaderParam(HEADER_LENGTH) Optional<Integer> headerLength,
      InputStream body)
      throws IOException {
    return infer(name, Optional.empty(), headerLength, body);
  }

  /** The same by a version. */
  @POST
  @Path("/models/" + VERSION + "/infer")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
  @Operation(hidden = true)
  public Response infer(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @HeaderParam(HEADER_LENGTH) Optional<Integer> headerLength,
      InputStream body)
      throws IOException {
    return infer(name, Optional.of(version), headerLength, body);
  }

  /** The protocol has errors of its own form. */
  @ServerExceptionMapper
  public Response refused(RejectedException e) {
    int status = e.reason().getCode().equals("UNKNOWN_MODEL") ? NOT_FOUND : BAD_REQUEST;
    return error(status, e.reason().getCode(), e.getMessage());
  }

  /** Not now: 429 where all places are taken, else 503. */
  @ServerExceptionMapper
  public Response unavailable(UnavailableException e) {
    int status = e.code().equals(InFlight.BUSY) ? TOO_MANY_REQUESTS : UNAVAILABLE;
    return error(status, e.code(), e.getMessage());
  }

  /** The version must not be served here. */
  @ServerExceptionMapper
  public Response refused(ModelRefusedException e) {
    return error(UNAVAILABLE, e.reason().getCode(), e.getMessage());
  }

  private static Response error(int status, String code, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(Map.of("error", code + ": " + message))
        .build();
  }

  private Response infer(
      String name, Optional<String> version, Optional<Integer> headerLength, InputStream body)
      throws IOException {
    return inFlight.run(() -> inferInPlace(wanted(name, version), headerLength, body));
  }

  private Response inferInPlace(Wanted wanted, Optional<Integer> headerLength, InputStream body)
      throws IOException {
    try (ModelLease lease = models.lease(wanted).orElseThrow(() -> unknown(wanted))) {
      int most = settings.inference().batch();
      long bytes = (long) most * lease.patch().voxels() * BYTES_PER_VOXEL;
      InferenceRequest request =
          InferenceRequest.read(within(body, bytes), headerLength, lease.patch(), most);
      return response(lease, request);
    }
  }

  private static Wanted wanted(String name, Optional<String> version) {
    return new Wanted(name, version, UUID.randomUUID().toString());
  }

  private Response response(ModelLease lease, InferenceRequest request) {
    List<Integer> shape = new ArrayList<>(request.image().shape());
    shape.set(1, LOGITS);
    InferenceResponse answer =
        new InferenceResponse(
            lease.name(),
            lease.sha256(),
            request.id(),
            shape,
            inference.logits(lease.network(), request.image()));
    return request.binaryOutput() ? bytes(answer.asBytes()) : json(answer.asNumbers());
  }

  private static Response json(InferenceResponse.Body body) {
    return Response.ok(body.bytes(), MediaType.APPLICATION_JSON).build();
  }

  private static Response bytes(InferenceResponse.Body body) {
    return Response.ok(body.bytes(), MediaType.APPLICATION_OCTET_STREAM)
        .header(HEADER_LENGTH, body.header())
        .build();
  }

  private static byte[] within(InputStream body, long most) throws IOException {
    int limit = (int) Math.min(Integer.MAX_VALUE - ENVELOPE, most) + ENVELOPE;
    byte[] bytes = body.readNBytes(limit);
    if (body.read() >= 0) {
      throw new RejectedException(
          "BODY_TOO_LARGE", "a body for this model has at most %d bytes".formatted(limit));
    }
    return bytes;
  }

  private DeployedModel deployed(String name, Optional<String> version) {
    Wanted wanted = wanted(name, version);
    return models.facts(wanted).orElseThrow(() -> unknown(wanted));
  }

  private static RejectedException unknown(Wanted wanted) {
    return new RejectedException(
        "UNKNOWN_MODEL",
        "no model is named \"%s\"%s"
            .formatted(
                wanted.model(), wanted.sha256().map(digest -> " of version " + digest).orElse("")));
  }

  private static Response health(String what, boolean good) {
    return Response.status(good ? Response.Status.OK.getStatusCode() : UNAVAILABLE)
        .entity(Map.of(what, good))
        .build();
  }
}
