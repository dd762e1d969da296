package io.carryover.dicomweb;

import io.carryover.runtime.failure.RejectedException;
import java.util.List;

/** What a server says of instances that were sent to be stored (PS3.18, 10.5.3). */
final class StoreAnswer {
  private static final String FAILED_SOP_SEQUENCE = "00081198";
  private static final String FAILURE_REASON = "00081197";

  /** Duplicate SOP instance: it was stored before. */
  private static final int DUPLICATE = 0x0111;

  private StoreAnswer() {}

  /**
   * Checks that all are stored.
   *
   * @throws RejectedException STORE_REFUSED with the reasons, in hexadecimal as the standard has
   *     them
   */
  static void requireStored(DicomJson answer) {
    List<String> reasons =
        answer.items(FAILED_SOP_SEQUENCE).stream()
            .map(item -> item.number(FAILURE_REASON).orElse(0))
            .filter(reason -> reason != DUPLICATE)
            .map("%04X"::formatted)
            .distinct()
            .toList();
    if (!reasons.isEmpty()) {
      throw new RejectedException(
          "STORE_REFUSED", "the DICOMweb server does not store all instances, reasons " + reasons);
    }
  }
}
