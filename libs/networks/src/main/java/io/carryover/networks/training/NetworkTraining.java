package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.carryover.networks.optimiser.Plateau;
import io.carryover.networks.random.Seeds;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Trains one U-Net by one of the paper's methods.
 *
 * <ul>
 *   <li>SOURCE and RI start from He's initialisation; SOURCE keeps a snapshot of each learning-rate
 *       cycle.
 *   <li>PR and PRF start from a source network. Where PRF trains "only the first and the last
 *       block", the first block is {@code init_conv} and {@code down1}, the last {@code up3} and
 *       {@code out}.
 *   <li>DWP fits a posterior under a prior; where its means start and which prior it is, the {@link
 *       PosteriorSettings} say.
 * </ul>
 *
 * <p>A snapshot holds the epoch of the least validation loss; without validation scans, of the
 * least training loss. A training on patches measures its snapshots by the overlap that is served.
 *
 * <p>Runs on the caller's thread; one training per process.
 */
public final class NetworkTraining {

  private final TrainingSettings settings;
  private final Start start;
  private final Path workDirectory;
  private final UNetArchitecture architecture;

  /**
   * A training of the standard network; the work directory holds its checkpoint and its results.
   */
  public NetworkTraining(TrainingSettings settings, Start start, Path workDirectory) {
    this(settings, start, workDirectory, UNetArchitecture.standard());
  }

  /**
   * A training of a network of other widths.
   *
   * @throws IllegalArgumentException where the method does not go with the start
   */
  public NetworkTraining(
      TrainingSettings settings, Start start, Path workDirectory, UNetArchitecture architecture) {
    this.settings = settings;
    this.start = start;
    this.workDirectory = workDirectory;
    this.architecture = architecture;
    requireFit(settings.method(), start);
  }

  /**
   * Trains, or goes on from the checkpoint in the work directory. A training that is done is not
   * run again: its outcome is read back.
   *
   * @throws TrainingStoppedException when the signal says stop
   * @throws IllegalArgumentException where the patch is larger than the scans
   * @throws UnusableStartException where the start's files lack what the settings need
   */
  public TrainingOutcome run(TrainingData data, EpochListener listener, StopSignal stop) {
    settings.patch().ifPresent(data::requireHolds);
    SnapshotFiles files = new SnapshotFiles(workDirectory);
    try (NDManager manager = NDManager.newBaseManager()) {
      EpochLoop.Result result = loop().run(learner(manager, data, files), listener, stop);
      ServedQuality quality = new ServedQuality(manager, architecture, data, settings);
      return new TrainingOutcome(
          snapshots(result, files, quality), result.epochs(), result.seconds());
    }
  }

  /**
   * The same steps one at a time, from the start and at the initial learning rate; the work
   * directory stays as it is.
   */
  public TrainingSteps steps(TrainingData data) {
    NDManager manager = NDManager.newBaseManager();
    Learner learner = learner(manager, data, new SnapshotFiles(workDirectory));
    return new TrainingSteps(manager, learner, settings.learningRate());
  }

  private EpochLoop loop() {
    List<Integer> cycles = new ArrayList<>(List.of(settings.epochs()));
    cycles.addAll(Collections.nCopies(settings.restarts(), settings.restartEpochs()));
    Plateau.Rule rule =
        new Plateau.Rule(
            settings.learningRate(),
            settings.patience(),
            settings.factor(),
            settings.minLearningRate());
    return new EpochLoop(
        rule, cycles, workDirectory, settings + " " + architecture.widths(), Duration.ZERO);
  }

  private Learner learner(NDManager manager, TrainingData data, SnapshotFiles files) {
    if (start instanceof Start.WithPrior prior) {
      VariationalStart from = new VariationalStart(manager, architecture, settings, prior);
      return new VariationalNetwork(
          manager, architecture, settings, data, from.means(), from.prior(), files);
    }
    return new PointNetwork(
        manager, architecture, settings, data, weights(manager), this::isTrained, files);
  }

  private Map<String, NDArray> weights(NDManager manager) {
    InitialWeights initial = new InitialWeights(manager, architecture);
    return start instanceof Start.FromWeights from
        ? initial.ofFile(from.weights())
        : initial.he(new Seeds(settings.seed()));
  }

  private boolean isTrained(String layer) {
    return settings.method() != TrainingMethod.PRF
        || layer.equals("init_conv")
        || layer.startsWith("down1.")
        || layer.startsWith("up3.")
        || layer.equals("out");
  }

  private static List<Snapshot> snapshots(
      EpochLoop.Result result, SnapshotFiles files, ServedQuality quality) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (EpochLoop.Kept kept : result.cycles()) {
      int cycle = snapshots.size();
      snapshots.add(quality.snapshot(cycle, files.snapshot(cycle), kept));
    }
    return snapshots;
  }

  private static void requireFit(TrainingMethod method, Start start) {
    Class<? extends Start> demanded =
        switch (method) {
          case SOURCE, RI -> Start.He.class;
          case PR, PRF -> Start.FromWeights.class;
          case DWP -> Start.WithPrior.class;
        };
    if (!demanded.isInstance(start)) {
      throw new IllegalArgumentException(
          "%s starts with %s, got %s".formatted(method, demanded.getSimpleName(), start));
    }
  }
}
