package io.carryover.imaging.dicom.write;

import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The slices of a mask as frames of one bit a pixel.
 *
 * <p>Bits of all frames follow each other row by row, the first pixel in the lowest bit of a byte;
 * a frame may begin within a byte (DICOM PS3.5, 8.1.1 and annex D).
 *
 * <p>Slices without foreground are left out (PS3.3, C.8.20). Of a mask without any foreground the
 * first slice stays: NumberOfFrames is above 0 (C.7.6.6.1.1) and PixelData must be there, and that
 * nothing was found is a result too, other than none.
 */
final class BinaryFrames {
  private final Mask mask;
  private final Shape shape;
  private final List<Integer> slices;

  BinaryFrames(Mask mask) {
    this.mask = mask;
    this.shape = mask.shape();
    List<Integer> filled =
        IntStream.range(0, shape.width()).filter(this::isFilled).boxed().toList();
    this.slices = filled.isEmpty() ? List.of(0) : filled;
  }

  /** The slice of each frame, ascending. */
  List<Integer> slices() {
    return slices;
  }

  /** The bits of all frames; those that are left of the last byte are 0. */
  byte[] bits() {
    long pixels = (long) shape.depth() * shape.height() * slices.size();
    byte[] bits = new byte[(int) ((pixels + Byte.SIZE - 1) / Byte.SIZE)];
    for (int frame = 0; frame < slices.size(); frame++) {
      pack(bits, frame);
    }
    return bits;
  }

  /** SHA-256 of shape and voxels in hex. */
  String digest() {
    MessageDigest digest = DerivedUids.digest("SHA-256");
    digest.update(shape.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(mask.voxels());
    return HexFormat.of().formatHex(digest.digest());
  }

  private boolean isFilled(int k) {
    byte[] voxels = mask.voxels();
    return IntStream.range(0, shape.depth() * shape.height())
        .anyMatch(column -> voxels[column * shape.width() + k] == 1);
  }

  private void pack(byte[] bits, int frame) {
    int at = frame * shape.depth() * shape.height();
    for (int j = 0; j < shape.height(); j++) {
      for (int i = 0; i < shape.depth(); i++) {
        int bit = mask.contains(i, j, slices.get(frame)) ? 1 : 0;
        bits[at >> 3] |= (byte) (bit << (at & 7));
        at++;
      }
    }
  }
}
