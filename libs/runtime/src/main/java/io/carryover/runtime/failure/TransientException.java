package io.carryover.runtime.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** What is asked for cannot be done now, and will be possible once something else has been. */
public final class TransientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransientException(String message) {
    super(message);
  }

  /**
   * Whether a failure may pass without anybody changing code or input: a disk, a share or a broker
   * that is full or away, or an exception of this type.
   */
  public static boolean describes(Throwable failure) {
    return failure instanceof TransientException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || (failure instanceof KafkaException && !isOfTheRecord(failure));
  }

  /** A record that Kafka's client refuses is refused again. */
  private static boolean isOfTheRecord(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof RecordTooLargeException || cause instanceof SerializationException;
  }
}
