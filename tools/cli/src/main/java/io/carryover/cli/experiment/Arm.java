package io.carryover.cli.experiment;

import io.carryover.events.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the things that are compared.
 *
 * @param name as in the results
 * @param method how it is trained
 * @param weightDecay its own weight decay; the cohort's if there is none
 */
record Arm(String name, Method method, Optional<String> weightDecay) {

  /** The methods, and RI with each of some weight decays. */
  static List<Arm> of(List<Method> methods, List<String> riWeightDecays) {
    return Stream.concat(
            methods.stream().map(Arm::ofMethod), riWeightDecays.stream().map(Arm::ofWeightDecay))
        .toList();
  }

  private static Arm ofMethod(Method method) {
    return new Arm(method.name().toLowerCase(Locale.ROOT), method, Optional.empty());
  }

  private static Arm ofWeightDecay(String text) {
    return new Arm("ri-wd" + text.toLowerCase(Locale.ROOT), Method.RI, Optional.of(text));
  }

  /** What a cohort's id ends with that only has this arm; nothing for the common cohort. */
  String suffix() {
    return weightDecay.isEmpty() ? "" : "-" + name.replaceAll("[^a-z0-9]+", "-");
  }
}
