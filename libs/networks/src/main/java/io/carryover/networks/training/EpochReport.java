package io.carryover.networks.training;

import java.util.OptionalDouble;

/**
 * Progress of a training or a fit, once per epoch.
 *
 * @param stage what is fitted: source, ri, pr, prf, dwp, or group-1 to group-7, as control
 *     group-1-shuffled to group-7-shuffled
 * @param epoch from 1, counted over all restarts
 * @param epochs epochs at most, all restarts included
 * @param trainLoss mean loss of the epoch's steps
 * @param validationLoss loss on held-out scans or kernels; empty without any
 * @param validationDsc mean DSC on the validation scans; empty without any and for a prior
 * @param learningRate learning rate of the epoch
 * @param seconds time of the epoch
 */
public record EpochReport(
    String stage,
    int epoch,
    int epochs,
    double trainLoss,
    OptionalDouble validationLoss,
    OptionalDouble validationDsc,
    double learningRate,
    double seconds) {}
