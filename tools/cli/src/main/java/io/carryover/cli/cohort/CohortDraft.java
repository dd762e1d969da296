package io.carryover.cli.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cohort that is being put together: defaults of its role, then what is laid over them. */
public final class CohortDraft {
  private static final ObjectMapper JSON = mapper();
  private static final Set<String> OPTIONAL = Set.of("sourceCohort", "prior");
  private static final int SIDES = 3;
  private static final int SHAPE_STEP = 8;
  private static final int SHORTEST_SIDE = 16;

  private static final Map<String, String> OPTIONS =
      Map.of(
          "id", "--id",
          "foreground", "--like or --foreground",
          "labelValues", "--like or --labels",
          "shape", "--like or --shape",
          "trainScans", "--train-scans");

  private final ObjectNode json;

  private CohortDraft(ObjectNode json) {
    this.json = json;
  }

  /** The defaults of a role: all hyperparameters, no name, no shape, no number of scans. */
  public static CohortDraft ofRole(CohortRole role) {
    String resource = role.name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream in = CohortDraft.class.getResourceAsStream(resource)) {
      return new CohortDraft((ObjectNode) JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * The defaults of the role that a JSON file names, with the file laid over them.
   *
   * @throws CommandFailure the file is not JSON, or names no role
   */
  public static CohortDraft ofFile(Path file) {
    try {
      requireFile(file);
      JsonNode given = JSON.readTree(file.toFile());
      CohortRole role = JSON.convertValue(given.path("role"), CohortRole.class);
      return ofRole(role).with(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "a cohort file is JSON with a role SOURCE or TARGET, but %s is not: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure("there is no cohort file " + file);
    }
  }

  /** Lays JSON over the draft, object by object. */
  public CohortDraft with(JsonNode given) {
    try {
      return new CohortDraft(JSON.readerForUpdating(json.deepCopy()).readValue(given));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets one value; {@code at} is a name, or two joined by a point: {@code training.epochs}. */
  public CohortDraft with(String at, Object value) {
    ObjectNode copy = json.deepCopy();
    String[] names = at.split("\\.", -1);
    ObjectNode holder = names.length == 1 ? copy : copy.withObjectProperty(names[0]);
    holder.set(names[names.length - 1], JSON.valueToTree(value));
    return new CohortDraft(copy);
  }

  /** Takes the structure over from a folder: its name and its label values. */
  public CohortDraft withStructure(DecathlonFolder folder, Shape shape) {
    return with("foreground", String.join(", ", folder.labels().values()))
        .with("labelValues", folder.labels().keySet())
        .with("shape", shape.sides());
  }

  /** The patch that is set so far; none where it is no shape, which {@link #toEvent} refuses. */
  public Optional<Shape> patch() {
    List<Integer> sides = new ArrayList<>();
    json.path("training").path("patch").forEach(side -> sides.add(side.asInt()));
    return isShape(sides)
        ? Optional.of(new Shape(sides.get(0), sides.get(1), sides.get(2)))
        : Optional.empty();
  }

  /**
   * Sets the epochs, unless they are null; where the learning rate restarts there are half as many
   * after it.
   */
  public CohortDraft withEpochs(Integer epochs) {
    if (epochs == null) {
      return this;
    }
    CohortDraft draft = with("training.epochs", epochs);
    return json.path("training").path("restarts").asInt() == 0
        ? draft
        : draft.with("training.restartEpochs", Math.max(1, epochs / 2));
  }

  /** Sets one value, unless it is null. */
  public CohortDraft withGiven(String at, Object value) {
    return value == null ? this : with(at, value);
  }

  /**
   * The definition.
   *
   * @throws CommandFailure something is missing or out of its range
   */
  public CohortDefined toEvent(Instant definedAt) {
    CohortSettings settings = settings();
    List<String> faults = new ArrayList<>();
    requireAll(faults);
    if (faults.isEmpty()) {
      check(settings, faults);
    }
    if (!faults.isEmpty()) {
      throw new CommandFailure("the cohort cannot be defined: " + String.join("; ", faults));
    }
    return settings.toEvent(definedAt);
  }

  private CohortSettings settings() {
    try {
      return JSON.treeToValue(json, CohortSettings.class);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "the cohort cannot be read%s: %s".formatted(place(e), e.getOriginalMessage()), e);
    }
  }

  /** Where it is wrong, as in {@code at training.epochs}. */
  private static String place(JsonProcessingException fault) {
    if (!(fault instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(".", " at ", ""));
  }

  private void requireAll(List<String> faults) {
    for (var part : CohortSettings.class.getRecordComponents()) {
      if (!OPTIONAL.contains(part.getName()) && !json.hasNonNull(part.getName())) {
        faults.add(part.getName() + " is missing" + remedy(part.getName()));
      }
    }
  }

  private static String remedy(String part) {
    return OPTIONS.containsKey(part) ? " (" + OPTIONS.get(part) + ")" : "";
  }

  private static void check(CohortSettings settings, List<String> faults) {
    if (!settings.id().matches("[a-z0-9][a-z0-9-]*")) {
      faults.add("id has lower-case letters, digits and hyphens, not \"" + settings.id() + "\"");
    }
    if (!isShape(settings.shape())) {
      faults.add("shape has three multiples of 8 from 16 on, not " + settings.shape());
    }
    checkPatch(settings.training().patch(), settings.shape(), faults);
    if (settings.role() == CohortRole.TARGET && settings.sourceCohort() == null) {
      faults.add("a TARGET names its sourceCohort (--source-cohort)");
    }
    if (settings.trainScans() < 1) {
      faults.add("trainScans is at least 1, not " + settings.trainScans());
    }
    faults.addAll(TrainingRules.faults(settings.training()));
  }

  private static void checkPatch(List<Integer> patch, List<Integer> shape, List<String> faults) {
    if (patch == null || !(patch.isEmpty() || isShape(patch))) {
      faults.add("training.patch has three multiples of 8 from 16 on, or is [], not " + patch);
    } else if (isShape(shape) && exceeds(patch, shape)) {
      faults.add("training.patch lies within the shape %s, not %s".formatted(shape, patch));
    }
  }

  private static boolean exceeds(List<Integer> patch, List<Integer> shape) {
    return IntStream.range(0, patch.size()).anyMatch(n -> patch.get(n) > shape.get(n));
  }

  private static boolean isShape(List<Integer> sides) {
    return sides.size() == SIDES && sides.stream().allMatch(CohortDraft::fits);
  }

  /** As a cohort file. */
  @Override
  public String toString() {
    return json.toPrettyString();
  }

  /**
   * Objects are merged, lists replaced; a number that is missing is an error, not a 0, and 1.5 is
   * no whole number.
   */
  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    mapper.configOverride(ArrayNode.class).setMergeable(false);
    return mapper;
  }

  private static boolean fits(int side) {
    return side >= SHORTEST_SIDE && side % SHAPE_STEP == 0;
  }
}
