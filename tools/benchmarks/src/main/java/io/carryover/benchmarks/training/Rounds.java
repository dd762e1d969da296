package io.carryover.benchmarks.training;

import io.carryover.benchmarks.measure.Contestant;
import io.carryover.benchmarks.measure.Quartiles;
import io.carryover.benchmarks.training.TrainingFigures.Round;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The contestants' turns: warm-up, then rounds, each of so many steps of RI, of DWP and of PyTorch.
 */
final class Rounds {

  /** Steps of each before anything counts: just-in-time compilation, first allocations. */
  static final int WARM_UP_STEPS = 3;

  private final BenchmarkSettings settings;
  private final Contestant ri;
  private final Contestant dwp;
  private final Optional<? extends Contestant> pyTorch;
  private final DoubleSupplier residentMiB;
  private final List<Double> riSeconds = new ArrayList<>();
  private final List<Double> dwpSeconds = new ArrayList<>();
  private final List<Double> pyTorchSeconds = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();

  Rounds(
      BenchmarkSettings settings,
      Contestant ri,
      Contestant dwp,
      Optional<? extends Contestant> pyTorch,
      DoubleSupplier residentMiB) {
    this.settings = settings;
    this.ri = ri;
    this.dwp = dwp;
    this.pyTorch = pyTorch;
    this.residentMiB = residentMiB;
  }

  /** Runs them all; a line after each round. */
  void run(PrintStream progress) {
    ri.timed(WARM_UP_STEPS);
    dwp.timed(WARM_UP_STEPS);
    pyTorch.ifPresent(contestant -> contestant.timed(WARM_UP_STEPS));
    memory.add(residentMiB.getAsDouble());
    for (int round = 1; round <= settings.rounds(); round++) {
      rounds.add(round());
      progress.println(text(round));
    }
  }

  List<Double> riSeconds() {
    return List.copyOf(riSeconds);
  }

  List<Double> dwpSeconds() {
    return List.copyOf(dwpSeconds);
  }

  /** Empty without PyTorch. */
  List<Double> pyTorchSeconds() {
    return List.copyOf(pyTorchSeconds);
  }

  List<Round> rounds() {
    return List.copyOf(rounds);
  }

  /** Of this process, over its own steps. */
  MemoryCourse memory() {
    return new MemoryCourse(riSeconds.size() + dwpSeconds.size(), memory);
  }

  private Round round() {
    double riMedian = own(ri, riSeconds);
    double dwpMedian = own(dwp, dwpSeconds);
    return new Round(
        riMedian,
        dwpMedian,
        pyTorch.map(contestant -> turn(contestant, pyTorchSeconds)).orElse(null));
  }

  private double own(Contestant contestant, List<Double> seconds) {
    double median = turn(contestant, seconds);
    memory.add(residentMiB.getAsDouble());
    return median;
  }

  private double turn(Contestant contestant, List<Double> seconds) {
    List<Double> timed = contestant.timed(settings.stepsPerRound());
    seconds.addAll(timed);
    return Quartiles.of(timed).median();
  }

  private String text(int number) {
    Round round = rounds.get(number - 1);
    String other =
        round.pyTorch() == null
            ? ""
            : String.format(Locale.ROOT, ", PyTorch %.3f s", round.pyTorch());
    return String.format(
        Locale.ROOT,
        "round %d of %d: RI %.3f s, DWP %.3f s%s a step; %.0f MiB resident",
        number,
        settings.rounds(),
        round.ri(),
        round.dwp(),
        other,
        memory.get(memory.size() - 1));
  }
}
