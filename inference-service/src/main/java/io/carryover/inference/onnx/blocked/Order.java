package io.carryover.inference.onnx.blocked;

/** How the channels of a value lie in memory. */
enum Order {
  /** One after the other: [D][C][H][W]. Only the image. */
  ROWS,
  /** In blocks of B, the last one filled up with zeros: [D][C / B][H][W][B]. */
  BLOCKS
}
