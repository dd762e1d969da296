package io.carryover.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The base as it lies in the repository. */
final class Base {

  static final Path FOLDER = Path.of("base");
  private static final String KUSTOMIZATION = "kustomization.yaml";

  private Base() {}

  static JsonNode kustomization() throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve(KUSTOMIZATION).toFile());
  }

  /** Files that the kustomization lists, in its order. */
  static List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    kustomization().path("resources").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Every object of every listed file. */
  static List<HasMetadata> objects() throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (String name : listed()) {
      objects.addAll(StrictYaml.read(FOLDER.resolve(name)));
    }
    return objects;
  }

  /** The objects of one kind. */
  static <T extends HasMetadata> List<T> objects(Class<T> kind) throws IOException {
    return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
