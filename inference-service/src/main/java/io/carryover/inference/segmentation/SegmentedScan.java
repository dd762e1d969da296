package io.carryover.inference.segmentation;

import io.carryover.imaging.volume.Grid;
import java.util.Optional;

/**
 * Facts about a scan whose mask was written.
 *
 * @param grid the grid of scan and mask
 * @param foregroundVoxels voxels of the mask
 * @param volumeMl volume of the mask in millilitres
 * @param uncertainty what samples of the weights say; empty without samples
 * @param patches how many patches were cut
 * @param executions how often a network ran, each time on a batch of them
 * @param times where the time went
 */
public record SegmentedScan(
    Grid grid,
    long foregroundVoxels,
    double volumeMl,
    Optional<StatedUncertainty> uncertainty,
    int patches,
    int executions,
    StageTimes times) {}
