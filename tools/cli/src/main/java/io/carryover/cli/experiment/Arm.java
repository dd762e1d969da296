package io.carryover.cli.experiment;

import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.SettingText;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import io.carryover.events.PriorKind;
import io.carryover.events.TrainingSpec;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * One of the things that are compared: a method, with settings of its own or the common ones.
 *
 * @param name as in the results: lower-case letters, digits, dots and hyphens
 * @param method how it is trained
 * @param settings what its trainings have other than the common ones, by the names of {@link
 *     TrainingSpec}; none for a method as it is, which has its own name
 */
record Arm(String name, Method method, SortedMap<String, String> settings) {
  private static final String NAME = "[a-z0-9][a-z0-9.-]*";

  /** A target has no restarts, and the seed is dealt by the experiment. */
  private static final Set<String> NOT_VARIED = Set.of("restarts", "restartEpochs", "seed");

  /** What only DWP has. */
  private static final Set<String> OF_DWP =
      Set.of(
          "klWeight",
          "kernelsPerStep",
          "initialLogVariance",
          "kernelWeightDecay",
          "logVarianceRate",
          "initialMeans",
          "priorKind");

  Arm {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    require(method != Method.SOURCE, "an arm's method is ri, pr, prf or dwp, not source");
    require(
        name.matches(NAME),
        "an arm's name has lower-case letters, digits, dots and hyphens, not \"" + name + "\"");
    requireKnown(method, settings.keySet());
    requireOwnName(name, method, settings);
  }

  private static void requireKnown(Method method, Set<String> keys) {
    List<String> known = known(method);
    for (String key : keys) {
      require(
          known.contains(key),
          "%s has no setting \"%s\"; there are %s"
              .formatted(nameOf(method), key, String.join(", ", known)));
    }
  }

  private static void requireOwnName(String name, Method method, Map<String, String> settings) {
    boolean isMethod = methodNames().contains(name);
    require(
        settings.isEmpty() || !isMethod,
        "%s is a method as it is; name an arm with settings of its own otherwise".formatted(name));
    require(
        !settings.isEmpty() || name.equals(nameOf(method)),
        "arm %s is no other than %s; give it a setting".formatted(name, nameOf(method)));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new CommandFailure(message);
    }
  }

  /** Names of the settings that an arm of a method may vary. */
  static List<String> known(Method method) {
    return TrainingSpec.getClassSchema().getFields().stream()
        .map(Schema.Field::name)
        .filter(name -> !NOT_VARIED.contains(name))
        .filter(name -> method == Method.DWP || !OF_DWP.contains(name))
        .toList();
  }

  private static List<String> methodNames() {
    return List.of(Method.values()).stream().map(Arm::nameOf).toList();
  }

  private static String nameOf(Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  /** A method with the common settings. */
  static Arm of(Method method) {
    return new Arm(nameOf(method), method, Collections.emptySortedMap());
  }

  /** RI with a weight decay of its own. */
  static Arm ofRiWeightDecay(String decay) {
    String name = "ri-wd" + decay.toLowerCase(Locale.ROOT);
    return new Arm(name, Method.RI, new TreeMap<>(Map.of("weightDecay", decay)));
  }

  /** DWP with a prior that has no knowledge of how taps lie. */
  static Arm ofControl(PriorKind prior) {
    String name = "dwp-" + prior.name().toLowerCase(Locale.ROOT);
    return new Arm(name, Method.DWP, new TreeMap<>(Map.of("priorKind", prior.name())));
  }

  /** Whether its trainings have the common settings. */
  boolean isCommon() {
    return settings.isEmpty();
  }

  /** What a cohort's id ends with that only has this arm; nothing for the common cohort. */
  String suffix() {
    return isCommon() ? "" : "-" + name.replace('.', '-');
  }

  /** The draft with its settings. */
  CohortDraft over(CohortDraft draft) {
    CohortDraft result = draft;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      result = result.with("training." + setting.getKey(), SettingText.value(setting.getValue()));
    }
    return result;
  }

  /** As it is typed: {@code dwp-kl1e-2=dwp,klWeight=1e-2}. */
  @Override
  public String toString() {
    return settings.entrySet().stream()
        .map(setting -> "," + setting)
        .collect(Collectors.joining("", name + "=" + nameOf(method), ""));
  }
}
