package io.carryover.inference.onnx.blocked;

import java.util.Arrays;

/** Channels filled up to whole blocks. */
final class Blocks {
  private Blocks() {}

  /** The least multiple of the block that holds the channels. */
  static int padded(int channels, int block) {
    return (channels + block - 1) / block * block;
  }

  /** One value for each channel, zeros for what fills up the last block. */
  static float[] padded(float[] values, int block) {
    return Arrays.copyOf(values, padded(values.length, block));
  }
}
