package io.carryover.imaging.decathlon;

import static io.carryover.imaging.volume.InvalidImageException.MISSING_FILE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Labelled scans in the form of the Medical Segmentation Decathlon.
 *
 * <pre>
 *   dataset.json          name, labels {"0": "background", "1": ...}, training [{image, label}]
 *   imagesTr/ID.nii.gz
 *   labelsTr/ID.nii.gz
 * </pre>
 *
 * @param name the data set's name
 * @param labels label values and their names, background left out
 * @param cases labelled scans by id
 */
public record DecathlonFolder(String name, Map<Integer, String> labels, List<DecathlonCase> cases) {
  private static final String DESCRIPTION = "dataset.json";
  private static final int BACKGROUND = 0;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the collections; labels are sorted by value, cases by id. */
  public DecathlonFolder {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    cases = cases.stream().sorted(Comparator.comparing(DecathlonCase::id)).toList();
  }

  /**
   * Lists a folder's labelled scans; no image is opened.
   *
   * @throws InvalidImageException MISSING_FILE if dataset.json, an image or a label is not there,
   *     UNREADABLE_IMAGE if dataset.json is no such description, names a file outside the folder,
   *     or gives two cases one id
   * @throws UncheckedIOException if the folder cannot be read for another reason
   */
  public static DecathlonFolder read(Path folder) {
    Path description = requireFile(folder, folder.resolve(DESCRIPTION));
    try {
      return parse(folder, JSON.readTree(Files.readAllBytes(description)));
    } catch (JsonProcessingException e) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "dataset.json is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecathlonFolder parse(Path folder, JsonNode description) {
    List<DecathlonCase> cases = new ArrayList<>();
    for (JsonNode training : description.path("training")) {
      Path image = file(folder, training, "image");
      cases.add(new DecathlonCase(id(image), image, file(folder, training, "label")));
    }
    requireCases(cases);
    requireDistinct(cases);
    return new DecathlonFolder(description.path("name").asText(""), labels(description), cases);
  }

  private static Map<Integer, String> labels(JsonNode description) {
    Map<Integer, String> labels = new TreeMap<>();
    description
        .path("labels")
        .properties()
        .forEach(label -> labels.put(value(label.getKey()), label.getValue().asText()));
    labels.remove(BACKGROUND);
    return labels;
  }

  private static int value(String label) {
    try {
      return Integer.parseInt(label);
    } catch (NumberFormatException e) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "labels of dataset.json are whole numbers, got " + label, e);
    }
  }

  private static Path file(Path folder, JsonNode training, String part) {
    Path named = folder.resolve(training.path(part).asText("")).normalize();
    if (!named.startsWith(folder.normalize())) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE,
          "files of dataset.json lie in its folder, got " + training.path(part).asText());
    }
    return requireFile(folder, named);
  }

  private static Path requireFile(Path folder, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidImageException(
          MISSING_FILE,
          "a Decathlon folder has %s, there is none in %s"
              .formatted(folder.normalize().relativize(file.normalize()), folder));
    }
    return file;
  }

  private static String id(Path image) {
    return image.getFileName().toString().replaceFirst("\\.nii(\\.gz)?$", "");
  }

  private static void requireCases(List<DecathlonCase> cases) {
    if (cases.isEmpty()) {
      throw new InvalidImageException(
          UNREADABLE_IMAGE, "dataset.json lists labelled scans under training, this one none");
    }
  }

  private static void requireDistinct(List<DecathlonCase> cases) {
    Set<String> ids = new HashSet<>();
    for (DecathlonCase one : cases) {
      if (!ids.add(one.id())) {
        throw new InvalidImageException(
            UNREADABLE_IMAGE, "ids are distinct, dataset.json has two of " + one.id());
      }
    }
  }
}
