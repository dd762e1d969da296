package io.carryover.cli.experiment;

import io.carryover.events.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the experiment was asked to do.
 *
 * @param source folder of the source cohort; phantoms if there is none
 * @param target folder of the target cohort; there if and only if source is
 * @param sizes numbers of training scans, ascending
 * @param methods what is compared
 * @param riWeightDecays weight decays that RI is trained with besides
 * @param splits how often the people are dealt anew
 * @param seeds trainings of each method on the same scans
 * @param validationScans target scans to validate on
 * @param testScans target scans to test on, at most
 * @param hyperparameters settings of the cohorts
 * @param samePerson pairs of numbers that mean one person
 * @param seed first seed of phantoms, splits and training
 * @param out folder of the results
 */
record ExperimentSettings(
    Optional<Path> source,
    Optional<Path> target,
    List<Integer> sizes,
    List<Method> methods,
    List<String> riWeightDecays,
    int splits,
    int seeds,
    int validationScans,
    int testScans,
    Hyperparameters hyperparameters,
    Map<String, String> samePerson,
    long seed,
    Path out) {

  ExperimentSettings {
    sizes = sizes.stream().sorted().distinct().toList();
    methods = methods.stream().distinct().toList();
    riWeightDecays = riWeightDecays.stream().distinct().toList();
  }

  /** Topics, store, checkpoints and phantoms; kept, so that the experiment can go on. */
  Path data() {
    return out.resolve(".data");
  }

  int largestSize() {
    return sizes.get(sizes.size() - 1);
  }
}
