package io.carryover.cli.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up measurements. */
final class Measured {

  private Measured() {}

  static Measurement dsc(String method, int size, int split, int seed, String scan, double dsc) {
    return new Measurement(method, size, split, seed, scan, dsc, dsc / (2 - dsc));
  }

  /** Three splits, three seeds, twelve scans; every method a little better than the next. */
  static List<Measurement> experiment(List<String> methods, List<Integer> sizes) {
    SplittableRandom random = new SplittableRandom(5);
    List<Measurement> all = new ArrayList<>();
    for (String method : methods) {
      double better = 0.04 * (methods.size() - methods.indexOf(method));
      for (int size : sizes) {
        double mean = 0.45 + better + 0.1 * Math.log10(size);
        addModels(all, method, size, mean, random);
      }
    }
    return all;
  }

  private static void addModels(
      List<Measurement> all, String method, int size, double mean, SplittableRandom random) {
    for (int model = 0; model < 9; model++) {
      double ofModel = mean + 0.02 * random.nextGaussian();
      for (int scan = 0; scan < 12; scan++) {
        double dsc = ofModel + 0.01 * (scan - 6) + 0.02 * random.nextGaussian();
        all.add(dsc(method, size, 1 + model / 3, 1 + model % 3, "scan" + scan, dsc));
      }
    }
  }
}
