/**
 * Runs one model file with ONNX Runtime: the only code that knows that library.
 *
 * <pre>
 *   model.onnx --open--> session on cpu or cuda -----------+--> OnnxModel
 *        |                   |                             |      run(PatchBatch)   patches to logits
 *        |           GraphSelection (cpu): the faster of ExportedGraph and BlockedSessions, if the
 *        |             logits of both agree (GraphRace); {@link io.carryover.inference.onnx.blocked} rewrites
 *        +--metadata--> ModelContract, GoldenPair (checked)+      checkGolden()     computed here
 *        +--PosteriorGraph--> SampledSession, WeightSamples+      samples(T, seed)  networks drawn
 * </pre>
 *
 * <p>A file that breaks its contract is rejected with a code (MODEL_UNREADABLE, CONTRACT_INVALID,
 * DEVICE_UNAVAILABLE); a run that fails is an {@link
 * io.carryover.inference.onnx.InferenceException}. A model may be run from any thread, one batch at
 * a time per {@link io.carryover.inference.onnx.PatchBatch}; on CUDA always from the same thread,
 * since the library's memory grows with each new one. Every native object is closed by whoever made
 * it.
 */
package io.carryover.inference.onnx;
