package io.carryover.imaging.dicom.write;

import io.carryover.imaging.dicom.SourceSeries;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * UIDs that follow from what a result was made of, so that a delivery that is repeated stores the
 * same object.
 *
 * <p>{@code 2.25.} and the decimal number of a UUID (DICOM PS3.5, B.2), at most 44 characters. The
 * UUID is of version 5 (RFC 9562, 5.5): SHA-1 of our namespace and a name, whose lines are what the
 * UID is for, the digests of model and content, and the source's SOP instance UIDs in ascending
 * order.
 */
final class DerivedUids {
  /** UUID 7c1c8a0e-3f5b-4b8e-9a43-5d2b6e0f9c27, made for this. */
  private static final long NAMESPACE_HIGH = 0x7c1c8a0e3f5b4b8eL;

  private static final long NAMESPACE_LOW = 0x9a435d2b6e0f9c27L;
  private static final int UUID_BYTES = 16;

  private final String tail;

  private DerivedUids(String tail) {
    this.tail = tail;
  }

  /**
   * Those of one result.
   *
   * @param contentDigest of what was computed, in hex
   */
  static DerivedUids of(SourceSeries source, String modelDigest, String contentDigest) {
    Stream<String> images =
        source.slices().stream().map(slice -> slice.image().sopInstanceUid()).distinct().sorted();
    return new DerivedUids(
        Stream.concat(Stream.of(modelDigest, contentDigest), images)
            .collect(Collectors.joining("\n")));
  }

  /**
   * The UID of a part of the result.
   *
   * @param what the part, for example "segmentation series"
   */
  String of(String what) {
    byte[] uuid = Arrays.copyOf(sha1(what + "\n" + tail), UUID_BYTES);
    uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x50);
    uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
    return "2.25." + new BigInteger(1, uuid);
  }

  private static byte[] sha1(String name) {
    MessageDigest digest = digest("SHA-1");
    digest.update(
        ByteBuffer.allocate(UUID_BYTES).putLong(NAMESPACE_HIGH).putLong(NAMESPACE_LOW).array());
    return digest.digest(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A digest that every Java has. */
  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
