package io.carryover.inference.registry;

import io.carryover.imaging.contract.ModelContract;
import io.carryover.inference.onnx.Device;
import io.carryover.inference.onnx.GoldenCheck;
import io.carryover.inference.onnx.GraphChoice;
import java.time.Instant;

/**
 * Facts about a model that is served.
 *
 * @param name name of the model
 * @param sha256 digest of its file
 * @param contract what the file states about itself
 * @param posterior whether the file carries one: samples of its weights can be drawn
 * @param device what computes
 * @param graph which graph computes, and why
 * @param golden how well the golden pair was reproduced here
 * @param deployedAt since when
 */
public record DeployedModel(
    String name,
    String sha256,
    ModelContract contract,
    boolean posterior,
    Device device,
    GraphChoice graph,
    GoldenCheck golden,
    Instant deployedAt) {}
