package io.carryover.cli.experiment;

import io.carryover.cli.cohort.CohortDraft;
import io.carryover.cli.cohort.SettingText;
import io.carryover.cli.command.CommandFailure;
import io.carryover.events.CohortRole;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the cohorts, by role and the name that they have in a cohort file: {@code
 * target.training.epochs=300}. What is not named has the default of the role.
 *
 * @param byName values by name
 */
record Hyperparameters(Map<String, String> byName) {
  Hyperparameters {
    byName = new TreeMap<>(byName);
    byName.forEach(Hyperparameters::check);
  }

  private static void check(String name, String value) {
    if (!name.matches("(source|target)(\\.[A-Za-z]+){1,2}")) {
      throw new CommandFailure(
          "a setting is like target.training.klWeight=1e-3 or source.prior.epochs=50, not %s=%s"
              .formatted(name, value));
    }
  }

  /** The draft with those of its role. */
  CohortDraft over(CohortDraft draft, CohortRole role) {
    CohortDraft result = draft;
    String prefix = role.name().toLowerCase(Locale.ROOT) + ".";
    for (Map.Entry<String, String> setting : byName.entrySet()) {
      if (setting.getKey().startsWith(prefix)) {
        result =
            result.with(
                setting.getKey().substring(prefix.length()), SettingText.value(setting.getValue()));
      }
    }
    return result;
  }
}
