package io.carryover.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests into typed objects and refuses what their types do not know. The models of
 * fabric8 and Strimzi swallow unknown fields into a map, so that a typo passes unseen; here that
 * map is taken away from them, on every level.
 */
final class StrictYaml {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
          "v1 Service", Service.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "apps/v1 Deployment", Deployment.class,
          "kafka.strimzi.io/v1 Kafka", Kafka.class,
          "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class);

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .annotationIntrospector(new WithoutAnySetter())
          .build();

  private StrictYaml() {}

  /**
   * Every document of a file.
   *
   * @throws IOException if a field is unknown to its type or stated twice
   * @throws IllegalArgumentException if the kind is not one that this project deploys
   */
  static List<HasMetadata> read(Path file) throws IOException {
    try (JsonParser parser = MAPPER.getFactory().createParser(file.toFile());
        MappingIterator<JsonNode> documents = MAPPER.readValues(parser, JsonNode.class)) {
      return documents.readAll().stream().map(StrictYaml::typed).toList();
    }
  }

  private static HasMetadata typed(JsonNode document) {
    String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    if (!KINDS.containsKey(kind)) {
      throw new IllegalArgumentException("kind must be one of " + KINDS.keySet() + ", got " + kind);
    }
    return MAPPER.convertValue(document, KINDS.get(kind));
  }

  /** Jackson's reading of annotations, but for the catch-all of unknown fields. */
  private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
