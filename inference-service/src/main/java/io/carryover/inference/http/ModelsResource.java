package io.carryover.inference.http;

import io.carryover.inference.registry.DeployedModels;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models of this replica. */
@Path("/v1/models")
@Tag(name = "Models")
public class ModelsResource {
  private final DeployedModels models;

  ModelsResource(DeployedModels models) {
    this.models = models;
  }

  /** Models served, and exports refused. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "models", summary = "Models served by this replica, and refused ones")
  public Models models() {
    return Models.of(models);
  }
}
