package io.carryover.cli.experiment;

import io.carryover.cli.command.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the experiment was asked to do.
 *
 * @param source folder of the source cohort; phantoms if there is none
 * @param target folder of the target cohort; there if and only if source is
 * @param sizes numbers of training scans, ascending
 * @param arms what is compared; differences are to the first
 * @param splits how often the people are dealt anew
 * @param seeds trainings of each arm on the same scans
 * @param validationScans target scans to validate on
 * @param testScans target scans to test on, at most
 * @param testDeal whether others are tested on in each split; a search sets the same people aside
 *     in all, so that nobody who is set aside in one split is trained or validated on in another
 * @param testPeople who is tested on in all splits; empty: they are dealt
 * @param judged what models are compared on
 * @param hyperparameters settings of the cohorts
 * @param samePerson pairs of numbers that mean one person
 * @param seed first seed of phantoms, splits and training
 * @param out folder of the results
 */
record ExperimentSettings(
    Optional<Path> source,
    Optional<Path> target,
    List<Integer> sizes,
    List<Arm> arms,
    int splits,
    int seeds,
    int validationScans,
    int testScans,
    TestDeal testDeal,
    Set<String> testPeople,
    Judged judged,
    Hyperparameters hyperparameters,
    Map<String, String> samePerson,
    long seed,
    Path out) {

  ExperimentSettings {
    sizes = sizes.stream().sorted().distinct().toList();
    arms = arms.stream().distinct().toList();
    testDeal = judged == Judged.ON_VALIDATION_SCANS ? TestDeal.SAME : testDeal;
    requireUnlike(arms);
  }

  /** Names that differ in a dot only would be one cohort. */
  private static void requireUnlike(List<Arm> arms) {
    Map<String, List<Arm>> byId =
        arms.stream().collect(Collectors.groupingBy(arm -> arm.name().replace('.', '-')));
    byId.values().stream()
        .filter(alike -> alike.size() > 1)
        .findFirst()
        .ifPresent(
            alike -> {
              throw new CommandFailure(
                  "arms have names of their own, also without their dots, but there are %s and %s"
                      .formatted(alike.get(0), alike.get(1)));
            });
  }

  /** Topics, store, checkpoints and phantoms; kept, so that the experiment can go on. */
  Path data() {
    return out.resolve(".data");
  }

  int largestSize() {
    return sizes.get(sizes.size() - 1);
  }
}
