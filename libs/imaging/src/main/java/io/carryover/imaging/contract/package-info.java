/**
 * The contract that a model file carries about itself: what it segments, how a scan becomes its
 * input, where it comes from, and one input with the logits that it must reproduce.
 *
 * <p>The contract is flat text, one {@code carryover.*} key a fact, so that it fits the {@code
 * metadata_props} of an ONNX file and any tool can read it. Version 1 is written down by the golden
 * file {@code contract-v1.properties} among the tests. Keys that version 1 does not know are
 * ignored; a missing, malformed, oversized or contradicting value is refused with a {@link
 * io.carryover.imaging.contract.ContractException}.
 *
 * <pre>
 *   trainer                                             server
 *   ModelContract.toMetadata() --+                  +--> ModelContract.fromMetadata
 *                                +--> model.onnx ---+
 *   GoldenPair.toMetadata() -----+                  +--> GoldenPair.fromMetadata
 * </pre>
 *
 * <p>Everything here is an immutable value; any thread may use it.
 */
package io.carryover.imaging.contract;
