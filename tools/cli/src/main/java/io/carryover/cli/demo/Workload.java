package io.carryover.cli.demo;

import io.carryover.imaging.volume.Shape;

/**
 * How much there is to train on and to test.
 *
 * @param train scans to train on
 * @param validation scans to validate on
 * @param test scans to test on
 * @param shape training shape
 */
record Workload(int train, int validation, int test, Shape shape) {

  /** Millions of voxels of so many volumes. */
  double megavoxels(double volumes) {
    return volumes * shape.voxels() / 1e6;
  }
}
