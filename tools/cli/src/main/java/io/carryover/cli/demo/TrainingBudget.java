package io.carryover.cli.demo;

import java.time.Duration;

/**
 * How long to train, so that the whole demo ends about when it should. Only epochs are scaled,
 * never the number of scans.
 *
 * <pre>
 *   seconds - overhead - test  =  source (half)  +  prior (a tenth)  +  RI and DWP (four tenths)
 * </pre>
 *
 * @param sourceEpochs epochs of each source network until its learning rate restarts
 * @param restartEpochs epochs after the restart
 * @param priorEpochs epochs of each group's kernel VAE
 * @param targetEpochs epochs of RI and of DWP alike
 */
record TrainingBudget(int sourceEpochs, int restartEpochs, int priorEpochs, int targetEpochs) {
  /** Kernels of one group that a prior is fitted to at most. */
  static final int KERNELS_PER_GROUP = 2048;

  /** Kernels on which DWP estimates its bound in a step. */
  static final int KERNELS_PER_STEP = 512;

  private static final int GROUPS = 7;
  private static final double VOLUMES_PER_STEP = 2;
  private static final double SOURCE_SHARE = 0.5;
  private static final double PRIOR_SHARE = 0.1;
  private static final double TARGET_SHARE = 0.4;
  private static final double FIRST_CONVERGENCE = 2.0 / 3;
  private static final int FEWEST_SOURCE_EPOCHS = 3;
  private static final int FEWEST_EPOCHS = 10;
  private static final int MOST_EPOCHS = 500;

  /**
   * The epochs that fit.
   *
   * @param whole time of the demo, from start to report
   */
  static TrainingBudget of(
      Duration whole, int networks, Workload source, Workload target, Throughput costs) {
    double left = whole.toSeconds() - costs.overhead() - testing(target, costs);
    int sourceEpochs =
        epochs(left * SOURCE_SHARE, networks * epoch(source, costs), FEWEST_SOURCE_EPOCHS);
    int first = (int) Math.ceil(sourceEpochs * FIRST_CONVERGENCE);
    return new TrainingBudget(
        first,
        Math.max(1, sourceEpochs - first),
        epochs(left * PRIOR_SHARE, priorEpoch(costs), FEWEST_EPOCHS),
        epochs(left * TARGET_SHARE, bothTargets(target, costs), FEWEST_EPOCHS));
  }

  private static double priorEpoch(Throughput costs) {
    return GROUPS * KERNELS_PER_GROUP * costs.perVaeKernel();
  }

  private static double bothTargets(Workload target, Throughput costs) {
    double steps = Math.ceil(target.train() / VOLUMES_PER_STEP);
    return 2 * epoch(target, costs) + steps * KERNELS_PER_STEP * costs.perBoundKernel();
  }

  private static double epoch(Workload work, Throughput costs) {
    double volumes = work.train() + costs.validationFactor() * work.validation();
    return work.megavoxels(volumes) * costs.perMegavoxel() + costs.perEpoch();
  }

  private static double testing(Workload target, Throughput costs) {
    return target.megavoxels(target.test() * costs.inferenceFactor()) * costs.perMegavoxel();
  }

  private static int epochs(double seconds, double secondsPerEpoch, int fewest) {
    return (int) Math.max(fewest, Math.min(MOST_EPOCHS, seconds / secondsPerEpoch));
  }
}
