package io.carryover.cli.demo;

/**
 * What training costs on two cores of a common machine.
 *
 * @param secondsPerMegavoxel one volume's share of a training step of a plain network, forward,
 *     backward and update, per million voxels
 * @param variationalFactor a step of the deep weight prior against a plain one
 * @param validationFactor a validation volume against a training volume
 * @param secondsPerKernel one kernel's share of a step of a kernel VAE
 * @param inferenceFactor a test volume served, both models together, against a training volume
 * @param overheadSeconds starting, reading scans, exporting and drawing
 */
record Throughput(
    double secondsPerMegavoxel,
    double variationalFactor,
    double validationFactor,
    double secondsPerKernel,
    double inferenceFactor,
    double overheadSeconds) {

  /** 0.4 s for a plain step of two volumes of 48x64x48; the rest in proportion. */
  static final Throughput TWO_CORES = new Throughput(1.36, 1.8, 0.35, 1.5e-4, 8, 35);
}
