package io.carryover.imaging.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the content of an .npy file (version 1.0, C order) of the test resources. */
final class Npy {
  private static final int HEADER_LENGTH_AT = 8;
  private static final int HEADER_AT = 10;

  private Npy() {}

  static byte[] bytes(String resource) throws IOException {
    ByteBuffer content = content(resource);
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  static float[] floats(String resource) throws IOException {
    ByteBuffer content = content(resource);
    float[] floats = new float[content.remaining() / Float.BYTES];
    content.asFloatBuffer().get(floats);
    return floats;
  }

  private static ByteBuffer content(String resource) throws IOException {
    try (InputStream in = Npy.class.getResourceAsStream(resource)) {
      ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      return file.position(HEADER_AT + file.getShort(HEADER_LENGTH_AT));
    }
  }
}
