package io.carryover.cli.demo;

/**
 * What training costs on two cores of a common machine, in seconds.
 *
 * @param perMegavoxel one volume's share of a training step of a plain network, forward, backward
 *     and update, per million voxels
 * @param validationFactor a validation volume against a training volume
 * @param perEpoch what an epoch costs besides: its checkpoint and its event
 * @param perBoundKernel one kernel's share of a step of the deep weight prior bound
 * @param perVaeKernel one kernel's share of a step of a kernel VAE
 * @param inferenceFactor a test volume served, both models together, against a training volume
 * @param overhead starting, reading scans, exporting and drawing
 */
record Throughput(
    double perMegavoxel,
    double validationFactor,
    double perEpoch,
    double perBoundKernel,
    double perVaeKernel,
    double inferenceFactor,
    double overhead) {

  /**
   * Two cores of an AMD EPYC; other processes of the demo take their share of the time meanwhile.
   */
  static final Throughput TWO_CORES = new Throughput(1.15, 0.5, 0.08, 1.6e-4, 2e-4, 8, 45);
}
