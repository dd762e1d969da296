package io.carryover.inference.segmentation;

import io.carryover.imaging.volume.Mask;

/**
 * A segmented volume.
 *
 * @param mask the foreground on the volume's own grid
 * @param patches how many patches the network saw
 * @param times where the time went
 */
public record Segmentation(Mask mask, int patches, StageTimes times) {}
