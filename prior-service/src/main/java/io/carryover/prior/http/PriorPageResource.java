package io.carryover.prior.http;

import io.carryover.events.EpochCompleted;
import io.carryover.events.PriorFitted;
import io.carryover.events.RunStatusChanged;
import io.carryover.prior.PriorServiceSettings;
import io.carryover.prior.PriorTopics;
import io.carryover.runtime.service.ServicePage;
import io.carryover.runtime.service.ServiceParts;
import io.carryover.runtime.view.TopicView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page at the root. */
@Path("/")
public class PriorPageResource {
  private final PriorServiceSettings settings;
  private final ServiceParts parts;
  private final TopicView<RunStatusChanged> statuses;
  private final TopicView<EpochCompleted> epochs;
  private final TopicView<PriorFitted> priors;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance status(ServicePage page, PriorOverview overview);
  }

  PriorPageResource(
      PriorServiceSettings settings,
      ServiceParts parts,
      TopicView<RunStatusChanged> statuses,
      TopicView<EpochCompleted> epochs,
      TopicView<PriorFitted> priors) {
    this.settings = settings;
    this.parts = parts;
    this.statuses = statuses;
    this.epochs = epochs;
    this.priors = priors;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.status(
        ServicePage.of("prior service", settings.replica(), parts, PriorTopics.ALL),
        PriorOverview.of(statuses.all(), epochs.all(), priors.all()));
  }
}
