/**
 * Networks of the method (Kuzina et al. 2019) and their training, on DJL's PyTorch engine.
 *
 * <pre>
 *   source scans -> training (SOURCE) -> weights -> prior.KernelHarvest -> kernels by group
 *                                                                              |
 *   target scans -> training (RI, PR, PRF, DWP) <-- prior file <-- prior.PriorFitting
 *                        |
 *                        +-> weights -> onnx
 *
 *   training -> unet, loss, dwp, optimiser      prior -> training (its loop), vae, dwp
 *   dwp -> vae                                  all files: weights; all draws: random
 * </pre>
 *
 * <p>One training or fit per process, on one thread: DJL has one gradient collector and one random
 * generator per process. PyTorch's threads spin at their barriers, which costs fourfold on busy
 * cores, while sleeping at once costs a fifth on idle ones: start such processes with
 * GOMP_SPINCOUNT=1000.
 */
package io.carryover.networks;
