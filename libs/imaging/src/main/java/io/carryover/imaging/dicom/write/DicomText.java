package io.carryover.imaging.dicom.write;

import java.text.Normalizer;

/**
 * Our own text among that of the source.
 *
 * <p>A data set has one character set, and a result keeps that of its source for the names that it
 * copies as bytes. ASCII alone means the same in all of them (DICOM PS3.5, 6.1).
 */
final class DicomText {
  /** Characters of VR LO (PS3.5, 6.2). */
  private static final int LONGEST_LINE = 64;

  private DicomText() {}

  /**
   * Text of people as VR LO holds it: without accents, other scripts as question marks, a
   * backslash, which would part two values, as a slash, cut at 64 characters.
   */
  static String line(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^ -~]", "?")
            .replace('\\', '/')
            .strip();
    return plain.substring(0, Math.min(plain.length(), LONGEST_LINE));
  }

  /**
   * Checks text that must be kept as it is.
   *
   * @throws IllegalArgumentException if VR LO cannot hold it
   */
  static void requireLine(String what, String text) {
    if (text.isBlank() || !text.equals(line(text))) {
      throw new IllegalArgumentException(
          "%s has 1 to %d printable ASCII characters without backslash, got \"%s\""
              .formatted(what, LONGEST_LINE, text));
    }
  }
}
