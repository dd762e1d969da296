package io.carryover.imaging.dicom.write;

/**
 * What computed a result (DICOM PS3.3, 10.16).
 *
 * @param name for people, printable ASCII of at most 64 characters
 * @param modelDigest SHA-256 of the model file in lower-case hex, the algorithm's version
 */
public record Algorithm(String name, String modelDigest) {
  /** Checks both texts. */
  public Algorithm {
    DicomText.requireLine("an algorithm's name", name);
    if (!modelDigest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a model digest has 64 lower-case hex digits, got " + modelDigest);
    }
  }
}
