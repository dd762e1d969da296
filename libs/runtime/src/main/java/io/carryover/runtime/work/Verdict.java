package io.carryover.runtime.work;

import java.util.Locale;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** How a delivery ended, and what the broker is told. */
enum Verdict {
  COMPLETED(AcknowledgeType.ACCEPT),
  REJECTED(AcknowledgeType.REJECT),
  FAILED(AcknowledgeType.REJECT),
  RETRIED(AcknowledgeType.RELEASE),
  RELEASED(AcknowledgeType.RELEASE);

  private final AcknowledgeType acknowledgement;

  Verdict(AcknowledgeType acknowledgement) {
    this.acknowledgement = acknowledgement;
  }

  AcknowledgeType acknowledgement() {
    return acknowledgement;
  }

  /** Whether the record is done with, and not delivered again. */
  boolean isFinal() {
    return acknowledgement != AcknowledgeType.RELEASE;
  }

  /** Value of the metrics' tag {@code outcome}. */
  String outcome() {
    return name().toLowerCase(Locale.ROOT);
  }
}
