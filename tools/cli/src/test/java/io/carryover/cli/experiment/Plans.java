package io.carryover.cli.experiment;

import io.carryover.events.Method;
import io.carryover.imaging.decathlon.DecathlonWriter;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small experiments for tests: all people of the target are in the source's folder too. */
final class Plans {
  static final int SCANS = 12;
  static final int SOURCE_SCANS = 16;
  private static final Shape SHAPE = new Shape(16, 16, 16);

  private Plans() {}

  static void writePhantoms(Path folder) throws IOException {
    writePhantoms(folder, "source", SOURCE_SCANS);
    writePhantoms(folder, "target", SCANS);
  }

  private static void writePhantoms(Path folder, String role, int scans) throws IOException {
    DecathlonWriter writer =
        new DecathlonWriter(folder.resolve(role), "Phantom " + role, "bright ellipsoid");
    for (int person = 1; person <= scans; person++) {
      writer.add("scan_" + person, PhantomCohort.target(SHAPE, 1).scan(person));
    }
    writer.finish();
  }

  /** RI and DWP on two sizes, in two splits with two seeds. */
  static ExperimentSettings settings(Path folder) {
    return settings(folder, List.of(2, 3), List.of(Arm.of(Method.RI), Arm.of(Method.DWP)));
  }

  static ExperimentSettings settings(Path folder, List<Integer> sizes, List<Arm> arms) {
    return new ExperimentSettings(
        Optional.of(folder.resolve("source")),
        Optional.of(folder.resolve("target")),
        sizes,
        arms,
        2,
        2,
        1,
        2,
        TestDeal.ANEW,
        Set.of(),
        Judged.ON_TEST_SCANS,
        new Hyperparameters(Map.of()),
        Map.of(),
        1,
        folder.resolve("out"));
  }

  static ExperimentSettings with(Hyperparameters hyperparameters, ExperimentSettings settings) {
    return changed(
        settings, settings.splits(), settings.testDeal(), settings.judged(), hyperparameters);
  }

  static ExperimentSettings withSplits(int splits, ExperimentSettings settings) {
    return changed(
        settings, splits, settings.testDeal(), settings.judged(), settings.hyperparameters());
  }

  static ExperimentSettings with(TestDeal testDeal, ExperimentSettings settings) {
    return changed(
        settings, settings.splits(), testDeal, settings.judged(), settings.hyperparameters());
  }

  static ExperimentSettings with(Judged judged, ExperimentSettings settings) {
    return changed(
        settings, settings.splits(), settings.testDeal(), judged, settings.hyperparameters());
  }

  static ExperimentSettings withTestPeople(
      Set<String> people, Map<String, String> samePerson, ExperimentSettings settings) {
    return new ExperimentSettings(
        settings.source(),
        settings.target(),
        settings.sizes(),
        settings.arms(),
        settings.splits(),
        settings.seeds(),
        settings.validationScans(),
        settings.testScans(),
        settings.testDeal(),
        people,
        settings.judged(),
        settings.hyperparameters(),
        samePerson,
        settings.seed(),
        settings.out());
  }

  private static ExperimentSettings changed(
      ExperimentSettings settings,
      int splits,
      TestDeal testDeal,
      Judged judged,
      Hyperparameters hyperparameters) {
    return new ExperimentSettings(
        settings.source(),
        settings.target(),
        settings.sizes(),
        settings.arms(),
        splits,
        settings.seeds(),
        settings.validationScans(),
        settings.testScans(),
        testDeal,
        settings.testPeople(),
        judged,
        hyperparameters,
        settings.samePerson(),
        settings.seed(),
        settings.out());
  }
}
