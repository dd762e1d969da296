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

/** Small experiments for tests: source and target are scans of the same people. */
final class Plans {
  static final int SCANS = 12;
  private static final Shape SHAPE = new Shape(16, 16, 16);

  private Plans() {}

  static void writePhantoms(Path folder) throws IOException {
    for (String role : List.of("source", "target")) {
      DecathlonWriter writer =
          new DecathlonWriter(folder.resolve(role), "Phantom " + role, "bright ellipsoid");
      for (int person = 1; person <= SCANS; person++) {
        writer.add("scan_" + person, PhantomCohort.target(SHAPE, 1).scan(person));
      }
      writer.finish();
    }
  }

  static ExperimentSettings settings(
      Path folder,
      List<Integer> sizes,
      List<String> riWeightDecays,
      Map<String, String> hyperparameters) {
    return new ExperimentSettings(
        Optional.of(folder.resolve("source")),
        Optional.of(folder.resolve("target")),
        sizes,
        List.of(Method.RI, Method.DWP),
        riWeightDecays,
        2,
        2,
        1,
        2,
        new Hyperparameters(hyperparameters),
        Map.of(),
        1,
        folder.resolve("out"));
  }
}
