package io.carryover.runtime.run;

import io.carryover.runtime.status.Run;
import io.carryover.runtime.work.WorkContext;
import io.carryover.runtime.work.WorkReleasedException;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is done in a run, and where its result goes.
 *
 * @param <T> asks for the run
 */
public interface RunTask<T extends SpecificRecord> {

  /** Names the run; its id is a hash of what is asked for. */
  Run runOf(T request);

  /**
   * Does the work, or goes on where an earlier delivery stopped. Every file that the result refers
   * to lies in the store when this returns.
   *
   * @param directory of the run, for checkpoints and files under way
   * @throws io.carryover.runtime.failure.RejectedException when the request is bad
   * @throws WorkReleasedException when it stopped because the context said so
   */
  SpecificRecord result(T request, Path directory, WorkContext context)
      throws WorkReleasedException;

  /**
   * Publishes a result of {@link #result}, perhaps once more.
   *
   * @param request that asked for it now; the result may be that of an earlier one of the same run
   */
  void publish(T request, SpecificRecord result);
}
