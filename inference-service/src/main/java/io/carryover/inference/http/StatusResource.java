package io.carryover.inference.http;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.InferenceTopics;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.RecentSegmentations;
import io.carryover.runtime.service.ServicePage;
import io.carryover.runtime.service.ServiceParts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page where operators see what the service does; the page at the root is for those who read
 * scans.
 */
@Path("/status")
public class StatusResource {
  private final InferenceServiceSettings settings;
  private final ServiceParts parts;
  private final DeployedModels models;
  private final RecentSegmentations recent;

  StatusResource(
      InferenceServiceSettings settings,
      ServiceParts parts,
      DeployedModels models,
      RecentSegmentations recent) {
    this.settings = settings;
    this.parts = parts;
    this.models = models;
    this.recent = recent;
  }

  /** The page of templates/StatusResource. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance status(ServicePage page, InferenceOverview overview);
  }

  /** Models, refusals, latest segmentations, an example, in the frame of every service. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance status(@Context UriInfo uri) {
    return Templates.status(
        ServicePage.of("inference service", settings.replica(), parts, InferenceTopics.ALL),
        InferenceOverview.of(uri.getBaseUri(), models, recent));
  }
}
