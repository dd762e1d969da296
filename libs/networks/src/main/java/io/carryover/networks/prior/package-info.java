/**
 * From trained source networks to a prior over kernels: harvest, fit, gate.
 *
 * <pre>
 *   weights -- KernelHarvest.cut --> group1..group7 of (K, 1, 3, 3, 3)
 *   such files -- KernelPool: hold out, drop, cap, standardise --> VaeFit in an EpochLoop
 *              -- (control: the same with the taps of every kernel permuted)
 *              -- PriorFitting --> prior.safetensors, GroupFigures -- PriorGate --> refused groups
 *   to look at: SourceKernels (of such files), PriorSamples (of prior.safetensors)
 * </pre>
 *
 * <p>Groups are fitted one after the other on the caller's thread, each with a checkpoint of its
 * own in the work directory; an interrupted fit ends with the bytes of an uninterrupted one.
 */
package io.carryover.networks.prior;
