package io.carryover.imaging.dicom.dataset;

import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_TRANSFER_SYNTAX;

import io.carryover.imaging.volume.InvalidImageException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** How a file stores its data set (DICOM PS3.6, annex A): two are read, all others refused. */
enum TransferSyntax {
  IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", Encoding.IMPLICIT),
  EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Encoding.EXPLICIT);

  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private final String uid;
  private final Encoding encoding;

  TransferSyntax(String uid, Encoding encoding) {
    this.uid = uid;
    this.encoding = encoding;
  }

  String uid() {
    return uid;
  }

  Encoding encoding() {
    return encoding;
  }

  /**
   * The syntax of a UID.
   *
   * @throws InvalidImageException UNSUPPORTED_TRANSFER_SYNTAX for one that is not read, with its
   *     name and what to ask for, UNREADABLE_IMAGE for text that is no UID
   */
  static TransferSyntax ofUid(String uid) {
    return Arrays.stream(values())
        .filter(syntax -> syntax.uid.equals(uid))
        .findFirst()
        .orElseThrow(() -> refused(uid));
  }

  private static InvalidImageException refused(String uid) {
    return UID.matcher(uid).matches()
        ? new InvalidImageException(
            UNSUPPORTED_TRANSFER_SYNTAX,
            "pixels must be uncompressed little endian, the transfer syntax is %s (%s): ask WADO-RS"
                    .formatted(nameOf(uid), uid)
                + " for explicit VR little endian, transfer-syntax=1.2.840.10008.1.2.1")
        : new InvalidImageException(
            UNREADABLE_IMAGE, Tag.TRANSFER_SYNTAX_UID + " must be a UID, there is none");
  }

  private static String nameOf(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2.1.98" -> "Encapsulated Uncompressed Explicit VR Little Endian";
      case "1.2.840.10008.1.2.1.99" -> "Deflated Explicit VR Little Endian";
      case "1.2.840.10008.1.2.2" -> "Explicit VR Big Endian";
      case "1.2.840.10008.1.2.4.50" -> "JPEG Baseline";
      case "1.2.840.10008.1.2.4.51" -> "JPEG Extended";
      case "1.2.840.10008.1.2.4.57" -> "JPEG Lossless";
      case "1.2.840.10008.1.2.4.70" -> "JPEG Lossless, First-Order Prediction";
      case "1.2.840.10008.1.2.4.80" -> "JPEG-LS Lossless";
      case "1.2.840.10008.1.2.4.81" -> "JPEG-LS Near-Lossless";
      case "1.2.840.10008.1.2.4.90" -> "JPEG 2000 Lossless";
      case "1.2.840.10008.1.2.4.91" -> "JPEG 2000";
      case "1.2.840.10008.1.2.4.110" -> "JPEG XL Lossless";
      case "1.2.840.10008.1.2.4.111" -> "JPEG XL JPEG Recompression";
      case "1.2.840.10008.1.2.4.112" -> "JPEG XL";
      case "1.2.840.10008.1.2.4.201" -> "High-Throughput JPEG 2000 Lossless";
      case "1.2.840.10008.1.2.4.202" -> "High-Throughput JPEG 2000 Lossless with RPCL";
      case "1.2.840.10008.1.2.4.203" -> "High-Throughput JPEG 2000";
      case "1.2.840.10008.1.2.5" -> "RLE Lossless";
      case "1.2.840.10008.1.2.8.1" -> "Deflated Image Frame Compression";
      default -> uid.startsWith("1.2.840.10008.1.2.4.10") ? "MPEG or HEVC video" : "another one";
    };
  }
}
