package io.carryover.runtime.store;

import io.carryover.events.ArtifactRef;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files by immutable reference, and the result event of each run by the run's id.
 *
 * <p>Trouble of the store itself (disk full, share not mounted) is transient and thrown as {@link
 * java.io.UncheckedIOException}; a reference that can never be honoured is thrown as {@link
 * io.carryover.runtime.failure.RejectedException}.
 */
public interface ArtifactStore {
  /**
   * Keeps a copy of a file. Putting the same bytes under the same name again is the same reference.
   * Nothing of a failed put can be seen.
   *
   * @param file what to keep
   * @param name for people: letters, digits, '.', '_' and '-', at most 100, for example
   *     "prior.safetensors"
   * @return where it lies, with digest and size
   * @throws IllegalArgumentException if the name has other characters
   */
  ArtifactRef put(Path file, String name);

  /**
   * A local path whose bytes are those that the reference speaks of. Read it only; never change it.
   *
   * @throws io.carryover.runtime.failure.RejectedException with code URI_NOT_ALLOWED (outside the
   *     roots that may be read, or another scheme), ARTIFACT_MISSING, SIZE_DIFFERS or
   *     DIGEST_DIFFERS
   */
  Path fetch(ArtifactRef ref);

  /**
   * Keeps the result event of a run. The first event of a run is kept for ever.
   *
   * @param runId letters, digits, '.', '_' and '-', at most 100
   * @param event the encoded event
   * @return the event that counts: the given one, or the earlier one of another worker
   */
  byte[] record(String runId, byte[] event);

  /** The result event of a run, empty if it has none. */
  Optional<byte[]> recorded(String runId);
}
