/**
 * The Open Inference Protocol, version 2 (KServe, Triton): raw patches through the mean weights,
 * for clients that do their own pre- and postprocessing.
 *
 * <pre>
 *   GET  /v2, /v2/health/live, /v2/health/ready
 *   GET  /v2/models/NAME[/versions/SHA256][/ready]
 *   POST /v2/models/NAME[/versions/SHA256]/infer
 *          body --InferenceRequest--> image (N, 1, D, H, W) --PatchInference, in the lane-->
 *          logits (N, 2, D, H, W) --InferenceResponse--> JSON, or JSON and bytes
 * </pre>
 *
 * <p>Tensors are JSON numbers or, by the binary extension, bytes after the JSON whose length the
 * header {@code Inference-Header-Content-Length} gives. Errors are {@code {"error": ...}}, as the
 * protocol wants them. A version is the digest of the model's file.
 */
package io.carryover.inference.openinference;
