package io.carryover.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether a plan is an earlier one with more in it: every cohort that was there is there and is the
 * same, but that further methods may be trained in it; and every test scan has the person it had.
 */
final class PlanGrowth {
  private static final String COHORTS = "cohorts";
  private static final String PEOPLE = "personOnTestScan";
  private static final Set<String> GROWING = Set.of(COHORTS, PEOPLE);
  private static final String ID = "cohort";
  private static final String METHODS = "/definition/methods";

  private PlanGrowth() {}

  /** What was there and would be lost or another; nothing if the plan has only grown. */
  static Optional<String> lost(JsonNode before, JsonNode after) {
    return difference("", without(before, GROWING), without(after, GROWING))
        .or(() -> lostPerson(before.path(PEOPLE), after.path(PEOPLE)))
        .or(() -> lostCohort(byId(before), byId(after)));
  }

  /** Statistics of the scans that are measured already would take other scans for one person's. */
  private static Optional<String> lostPerson(JsonNode before, JsonNode after) {
    return stream(before.fieldNames())
        .filter(scan -> !before.path(scan).equals(after.path(scan)))
        .findFirst()
        .flatMap(scan -> difference(PEOPLE + "." + scan, before.path(scan), after.path(scan)));
  }

  private static Optional<String> lostCohort(
      Map<String, JsonNode> before, Map<String, JsonNode> after) {
    return before.entrySet().stream()
        .flatMap(cohort -> lost(cohort.getKey(), cohort.getValue(), after).stream())
        .findFirst();
  }

  private static Optional<String> lost(String id, JsonNode cohort, Map<String, JsonNode> after) {
    JsonNode now = after.get(id);
    if (now == null) {
      return Optional.of("it has cohort %s, which these options do not ask for".formatted(id));
    }
    Optional<String> methods = lostMethod(cohort.at(METHODS), now.at(METHODS));
    return methods
        .or(() -> difference("", withoutMethods(cohort), withoutMethods(now)))
        .map(difference -> "cohort %s: %s".formatted(id, difference));
  }

  private static Optional<String> lostMethod(JsonNode before, JsonNode after) {
    Set<JsonNode> kept = elements(after);
    return elements(before).stream()
        .filter(method -> !kept.contains(method))
        .findFirst()
        .map(method -> "it has method %s, which these options do not ask for".formatted(method));
  }

  private static Set<JsonNode> elements(JsonNode array) {
    Set<JsonNode> elements = new LinkedHashSet<>();
    array.forEach(elements::add);
    return elements;
  }

  /** The first value that differs, with its place. */
  private static Optional<String> difference(String place, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    if (!before.isObject() || !after.isObject()) {
      return Optional.of(
          "%s is %s, now it would be %s".formatted(place, text(before), text(after)));
    }
    return names(before, after)
        .flatMap(
            name ->
                difference(
                    place.isEmpty() ? name : place + "." + name,
                    before.path(name),
                    after.path(name))
                    .stream())
        .findFirst();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "not there" : value.toString();
  }

  private static Stream<String> names(JsonNode before, JsonNode after) {
    return Stream.of(before, after).flatMap(node -> stream(node.fieldNames())).distinct();
  }

  private static Stream<String> stream(Iterator<String> names) {
    Iterable<String> once = () -> names;
    return StreamSupport.stream(once.spliterator(), false);
  }

  private static Map<String, JsonNode> byId(JsonNode plan) {
    Map<String, JsonNode> cohorts = new TreeMap<>();
    plan.path(COHORTS).forEach(cohort -> cohorts.put(cohort.path(ID).asText(), cohort));
    return cohorts;
  }

  private static JsonNode without(JsonNode plan, Set<String> fields) {
    return plan.<ObjectNode>deepCopy().without(fields);
  }

  private static JsonNode withoutMethods(JsonNode cohort) {
    ObjectNode copy = cohort.deepCopy();
    copy.withObjectProperty("definition").remove("methods");
    return copy;
  }
}
