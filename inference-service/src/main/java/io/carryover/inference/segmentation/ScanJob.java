package io.carryover.inference.segmentation;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One file to be segmented.
 *
 * @param via how it came
 * @param waited how long the request waited before this
 * @param image NIfTI, plain or gzipped
 * @param results where mask and maps go
 * @param asked what is to be known beside the mask
 * @param terms how it is to be worked on
 */
public record ScanJob(
    Via via, Duration waited, Path image, ResultFiles results, Asked asked, Terms terms) {}
