package io.carryover.inference.onnx;

/** Computes the logits of patches. */
@FunctionalInterface
public interface PatchNetwork {

  /**
   * Fills the logits of every patch that the batch holds.
   *
   * @throws InferenceException if the computation fails
   */
  void run(PatchBatch batch);
}
