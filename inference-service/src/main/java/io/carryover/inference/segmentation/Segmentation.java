package io.carryover.inference.segmentation;

import io.carryover.imaging.uncertainty.ScanSamples;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.util.Map;

/**
 * A segmented volume.
 *
 * @param mask the foreground on the volume's own grid
 * @param maps the maps that were asked for, on the same grid
 * @param said foreground voxels by the mean weights and by each sample
 * @param patches how many patches were cut
 * @param executions how often a network ran, each time on a batch of them
 * @param times where the time went
 */
public record Segmentation(
    Mask mask,
    Map<UncertaintyMap, Volume> maps,
    ScanSamples said,
    int patches,
    int executions,
    StageTimes times) {}
