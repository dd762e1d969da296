package io.carryover.cli.route;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import io.carryover.events.Topic;
import io.carryover.runtime.view.TopicView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is known of a model.
 *
 * @param model its name
 * @param newestFirst its versions
 * @param route the route in effect, if there is one
 */
record ModelVersions(String model, List<ModelExported> newestFirst, Optional<ModelRouted> route) {
  private static final Comparator<ModelExported> OLDEST_FIRST =
      Comparator.comparing(ModelExported::getPlannedAt).thenComparing(ModelExported::getExportedAt);

  /** Reads it from a broker. */
  static ModelVersions of(String model, Map<String, Object> kafka) {
    try (TopicView<ModelExported> versions =
            view(kafka, Topic.MODEL_VERSIONS, ModelExported.class);
        TopicView<ModelRouted> routes = view(kafka, Topic.MODEL_ROUTES, ModelRouted.class)) {
      return of(model, versions.all().values(), routes.get(model));
    }
  }

  static ModelVersions of(
      String model, Collection<ModelExported> versions, Optional<ModelRouted> route) {
    List<ModelExported> ofModel =
        versions.stream()
            .filter(version -> version.getModel().equals(model))
            .sorted(OLDEST_FIRST.reversed())
            .toList();
    return new ModelVersions(model, ofModel, route);
  }

  /**
   * The digest that begins with some digits.
   *
   * @throws CommandFailure if there is none, or more than one
   */
  String digest(String beginning) {
    List<String> found =
        newestFirst.stream()
            .map(version -> version.getOnnx().getSha256())
            .filter(digest -> digest.startsWith(beginning))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw new CommandFailure(
          "a digest's beginning names one version of %s, \"%s\" names %d; ./carryover route %s shows them"
              .formatted(model, beginning, found.size(), model));
    }
    return found.get(0);
  }

  private static <T extends SpecificRecord> TopicView<T> view(
      Map<String, Object> kafka, Topic topic, Class<T> type) {
    TopicView<T> view = new TopicView<>(kafka, topic, type, (key, event) -> {});
    view.start();
    view.catchUp();
    return view;
  }
}
