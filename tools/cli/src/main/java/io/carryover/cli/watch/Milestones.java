package io.carryover.cli.watch;

import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.DeploymentState;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.PriorFitted;
import io.carryover.events.Topic;
import java.util.Locale;
import java.util.Optional;

/** Events that deserve a line of their own. */
public final class Milestones {

  private Milestones() {}

  /** The line of an event; none for the others. */
  public static Optional<String> line(TopicEvent event) {
    if (event.event() instanceof PriorFitted prior) {
      return Optional.of(fitted(prior));
    }
    if (event.topic() == Topic.MODELS && event.event() instanceof ModelExported model) {
      return Optional.of(exported(model));
    }
    if (event.event() instanceof ModelDeployed model) {
      return Optional.of(deployed(model));
    }
    return Optional.empty();
  }

  private static String fitted(PriorFitted prior) {
    return String.format(
        Locale.ROOT,
        "prior of %s passed its gate in all %d groups (%.0f s)",
        prior.getSourceCohortId(),
        prior.getGroups().size(),
        prior.getSeconds());
  }

  private static String exported(ModelExported model) {
    return String.format(
        Locale.ROOT,
        "model %s exported after %d epochs (%.0f s)%s",
        model.getModel(),
        model.getEpochs(),
        model.getSeconds(),
        model.getValidationDsc() == null
            ? ""
            : String.format(Locale.ROOT, ", validation DSC %.3f", model.getValidationDsc()));
  }

  private static String deployed(ModelDeployed model) {
    return model.getState() == DeploymentState.DEPLOYED
        ? "model %s is served by %s on %s"
            .formatted(model.getModel(), model.getReplica(), model.getDevice())
        : "model %s was refused by %s, %s: %s"
            .formatted(
                model.getModel(),
                model.getReplica(),
                model.getReason().getCode(),
                model.getReason().getMessage());
  }
}
