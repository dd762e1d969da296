package io.carryover.cli.cluster;

import io.carryover.events.Topic;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code serve} prints when everything is up. */
final class ServeText {

  private static final String DEAD_LETTER =
      Topic.COHORTS.deadLetterName().substring(Topic.COHORTS.topicName().length());

  private ServeText() {}

  static String of(ClusterLayout layout, String bootstrapServers, Map<String, URI> services) {
    return Stream.of(
            "",
            "Carryover is up; Ctrl-C stops it.",
            "",
            "  broker      " + bootstrapServers,
            addresses(services),
            "  data        " + layout.data(),
            "  logs        " + layout.logs(),
            "  scans under "
                + layout.readRoots().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", ")),
            "",
            topics(),
            "",
            "  each has its dead letters: <topic>" + DEAD_LETTER,
            "",
            next(bootstrapServers, services.get("inference")))
        .collect(Collectors.joining("\n"));
  }

  /** Commands that find this cluster wherever it listens. */
  private static String next(String bootstrapServers, URI inference) {
    return """
        Next, in another terminal:
          ./carryover watch --bootstrap %1$s
          ./carryover cohort define --bootstrap %1$s ...   (--help says more)
          ./carryover scan publish --bootstrap %1$s ...
          ./carryover segment --url %2$s ..."""
        .formatted(bootstrapServers, inference);
  }

  private static String addresses(Map<String, URI> services) {
    return services.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(service -> "  %-11s %s".formatted(service.getKey(), service.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String topics() {
    String head = "  %-22s %-18s %-22s %s".formatted("topic", "key", "record", "kept");
    return Stream.concat(Stream.of(head), Stream.of(Topic.values()).map(ServeText::row))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Topic topic) {
    return "  %-22s %-18s %-22s %s"
        .formatted(
            topic.topicName(),
            topic.keyMeaning(),
            topic.record().getSimpleName(),
            topic.kept().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
