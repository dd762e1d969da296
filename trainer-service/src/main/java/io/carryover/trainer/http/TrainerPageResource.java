package io.carryover.trainer.http;

import io.carryover.events.CohortDefined;
import io.carryover.events.EpochCompleted;
import io.carryover.events.ModelExported;
import io.carryover.events.RunStatusChanged;
import io.carryover.runtime.service.ServicePage;
import io.carryover.runtime.service.ServiceParts;
import io.carryover.runtime.view.TopicView;
import io.carryover.trainer.TrainerServiceSettings;
import io.carryover.trainer.TrainerTopics;
import io.carryover.trainer.cohort.AdmittedScans;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page at the root. */
@Path("/")
public class TrainerPageResource {
  private final TrainerServiceSettings settings;
  private final ServiceParts parts;
  private final TopicView<CohortDefined> cohorts;
  private final AdmittedScans scans;
  private final TopicView<RunStatusChanged> statuses;
  private final TopicView<EpochCompleted> epochs;
  private final TopicView<ModelExported> models;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance status(ServicePage page, TrainerOverview overview);
  }

  TrainerPageResource(
      TrainerServiceSettings settings,
      ServiceParts parts,
      TopicView<CohortDefined> cohorts,
      AdmittedScans scans,
      TopicView<RunStatusChanged> statuses,
      TopicView<EpochCompleted> epochs,
      TopicView<ModelExported> models) {
    this.settings = settings;
    this.parts = parts;
    this.cohorts = cohorts;
    this.scans = scans;
    this.statuses = statuses;
    this.epochs = epochs;
    this.models = models;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return Templates.status(
        ServicePage.of("trainer service", settings.replica(), parts, TrainerTopics.ALL),
        TrainerOverview.of(cohorts.all(), scans, statuses.all(), epochs.all(), models.all()));
  }
}
