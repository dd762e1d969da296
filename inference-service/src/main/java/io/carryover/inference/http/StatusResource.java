package io.carryover.inference.http;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.inference.registry.DeployedModels;
import io.carryover.inference.segmentation.RecentSegmentations;
import io.carryover.runtime.service.CodeVersion;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page where a person sees what the service does. */
@Path("/")
public class StatusResource {
  private final InferenceServiceSettings settings;
  private final DeployedModels models;
  private final RecentSegmentations recent;

  StatusResource(
      InferenceServiceSettings settings, DeployedModels models, RecentSegmentations recent) {
    this.settings = settings;
    this.models = models;
    this.recent = recent;
  }

  /** The page of templates/StatusResource. */
  @CheckedTemplate
  static final class Templates {
    private Templates() {}

    static native TemplateInstance status(StatusPage page);
  }

  /** Models, refusals, latest segmentations, an example. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance status(@Context UriInfo uri) {
    return Templates.status(
        new StatusPage(
            settings.replica(),
            CodeVersion.current(),
            uri.getBaseUri().toString(),
            Models.of(models),
            recent.latest().stream().map(RecentRow::of).toList()));
  }
}
