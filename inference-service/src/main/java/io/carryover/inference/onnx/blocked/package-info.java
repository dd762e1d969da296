/**
 * Rewrites a 3D network for ONNX Runtime's 2D convolutions on the processor, which are twice as
 * fast as its 3D ones. Knows graphs only; what runs them is in {@link io.carryover.inference.onnx}.
 *
 * <p>Depth is folded into the batch, and channels lie in blocks of B (16 with AVX-512, else 8):
 * what is called (D, C, H, W) lies in memory as [D][C / B][H][W][B]. Whatever works on the first
 * axis only (Gather, Concat, MatMul from the left) moves whole slices and needs no order within
 * them, so the image is brought into blocks once, by the first convolution, and out of them once,
 * at the end.
 *
 * <pre>
 *   exported graph (1, C, D, H, W)           rewritten for one shape (D, C, H, W)
 *   ------------------------------           ------------------------------------------------
 *   Conv 3x3x3                           --> MatMul over D, grouped Conv 3x3, MatMul over D
 *                                            (Winograd), or Gather of three taps, Conv 3x3
 *   Conv 1x1x1                           --> Conv 1x1 (after Gather of every second slice)
 *   InstanceNormalization, Relu          --> pool, centre, square, pool, scale + Relu
 *   Add                                  --> Add
 *   Resize linear                        --> MatMul over D, Upsample of H and W
 *
 *   {@link io.carryover.inference.onnx.blocked.BlockedGraph} walks the nodes; {@code FilterLayout} lays out the kernels
 * </pre>
 *
 * <p>The blocked operators (domain com.microsoft.nchwc) are those that ONNX Runtime's own optimiser
 * writes; they are not documented, so whoever uses a rewritten graph compares its results first.
 * Everything here is for one thread, and pure but for the builders.
 */
package io.carryover.inference.onnx.blocked;
