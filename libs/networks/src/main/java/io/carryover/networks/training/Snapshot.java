package io.carryover.networks.training;

import io.carryover.imaging.uncertainty.Calibration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A converged network: the best epoch of one learning-rate cycle.
 *
 * @param restart 0 for the first convergence, then one per restart
 * @param weights safetensors by layer name; for DWP the posterior means, and beside them {@code
 *     <layer>.logVariance} in the layer's own scale
 * @param validationDsc mean DSC on the validation scans; empty without any
 * @param validationIou mean IoU on the validation scans; empty without any
 * @param calibration of its statements of uncertainty; empty without posterior or with fewer than
 *     two validation scans
 */
public record Snapshot(
    int restart,
    Path weights,
    OptionalDouble validationDsc,
    OptionalDouble validationIou,
    Optional<Calibration> calibration) {}
