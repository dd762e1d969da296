/**
 * Trained networks as ONNX files that explain themselves: the graph with its weights, the contract
 * as metadata, and one golden input with the logits of the training network.
 *
 * <pre>
 *   weights (safetensors) --+--> UNetGraph -------> graph --+
 *                           +--> PosteriorSampler (DWP) ----+--> OnnxExport --> model.onnx
 *                           +--> GoldenForward --> pair ----+
 *   ModelContract ------------------------------------------+
 * </pre>
 *
 * <p>The caller's thread does the work; exports may run side by side, one per target file. Equal
 * inputs give equal bytes on one machine: the golden logits are the only computed part.
 */
package io.carryover.networks.onnx;
