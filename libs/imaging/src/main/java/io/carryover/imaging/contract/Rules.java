package io.carryover.imaging.contract;

import static io.carryover.imaging.contract.ContractException.Rule.MALFORMED_VALUE;
import static io.carryover.imaging.contract.ContractException.Rule.OUT_OF_RANGE;

import java.util.regex.Pattern;

/** The checks that the records of the contract share. */
final class Rules {

  private static final int LONGEST_TEXT = 200;
  private static final Pattern PRINTABLE =
      Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*");

  private Rules() {}

  /** One line of text that is not blank. */
  static String line(String key, String value) {
    inRange(key, value.length(), 1, LONGEST_TEXT);
    return matching(key, value, PRINTABLE);
  }

  static String matching(String key, String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      throw new ContractException(
          MALFORMED_VALUE, key, MetadataReader.shown(value) + " does not match " + form);
    }
    return value;
  }

  static void inRange(String key, double value, double least, double most) {
    // Written so that NaN is out of range as well.
    if (!(value >= least && value <= most)) {
      throw new ContractException(
          OUT_OF_RANGE, key, "must be from " + least + " to " + most + ", got " + value);
    }
  }
}
