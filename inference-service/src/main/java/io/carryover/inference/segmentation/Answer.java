package io.carryover.inference.segmentation;

import io.carryover.inference.onnx.Device;
import java.time.Instant;

/**
 * A scan that was segmented, and by what.
 *
 * @param via how it came
 * @param model name of the model
 * @param modelSha256 digest of the model's file
 * @param device what computed
 * @param scan facts about scan and mask
 * @param at when it was done
 */
public record Answer(
    Via via, String model, String modelSha256, Device device, SegmentedScan scan, Instant at) {}
