/**
 * Where files live that are too large for a record: networks, kernels, priors, models, masks.
 *
 * <pre>
 *   file --put--> ArtifactStore --> ArtifactRef (URI, SHA-256, size) --> travels in a record
 *   ArtifactRef --fetch--> roots allowed? size? digest? --> local path
 *   result event --record(runId)--> the first one counts, for ever --> recorded(runId)
 * </pre>
 *
 * <p>The port is {@link io.carryover.runtime.store.ArtifactStore}; the adapter for a directory is
 * {@link io.carryover.runtime.store.DirectoryArtifactStore}. Every adapter is safe from any thread
 * and from several processes at once, and durable when a call returns.
 */
package io.carryover.runtime.store;
