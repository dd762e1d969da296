package io.carryover.networks.vae;

import static io.carryover.networks.vae.KernelEncoder.TAPS;
import static io.carryover.networks.vae.KernelEncoder.WINDOWS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The constant 0/1 matrices that lay a convolution's taps out as a dense matrix, see {@link
 * KernelEncoder}. Make them once, outside of any scope, where an encoder is made per step.
 *
 * @param first (27, 27 inputs x 8 windows x 8 members)
 * @param second (27, 8 inputs x 8 outputs)
 */
public record ConvolutionTaps(NDArray first, NDArray second) {

  private static final float[] FIRST = firstChosen();
  private static final float[] SECOND = secondChosen();

  /** The matrices; the manager owns them. */
  public static ConvolutionTaps of(NDManager manager) {
    return new ConvolutionTaps(matrix(manager, FIRST), matrix(manager, SECOND));
  }

  private static NDArray matrix(NDManager manager, float[] chosen) {
    return manager.create(chosen, new Shape(TAPS, chosen.length / TAPS));
  }

  /** (27, 27 inputs x 8 windows x 8 members): 1 where the tap carries the input to the member. */
  private static float[] firstChosen() {
    float[] chosen = new float[TAPS * TAPS * WINDOWS * WINDOWS];
    for (int input = 0; input < TAPS; input++) {
      for (int slot = 0; slot < WINDOWS * WINDOWS; slot++) {
        int tap = tap(input, member(slot / WINDOWS, slot % WINDOWS), 3);
        if (tap >= 0) {
          chosen[(tap * TAPS + input) * WINDOWS * WINDOWS + slot] = 1;
        }
      }
    }
    return chosen;
  }

  /** (27, 8 inputs x 8 outputs): 1 where the tap carries the input to the output. */
  private static float[] secondChosen() {
    float[] chosen = new float[TAPS * WINDOWS * WINDOWS];
    for (int input = 0; input < WINDOWS; input++) {
      for (int output = 0; output < WINDOWS; output++) {
        int tap = tap(input, output, 2);
        chosen[(tap * WINDOWS + input) * WINDOWS + output] = 1;
      }
    }
    return chosen;
  }

  /**
   * Position of a pooling window's member on the 3x3x3 grid. Along each axis, window 0 is the
   * padding and position 0, window 1 the positions 1 and 2.
   */
  private static int member(int window, int number) {
    int position = 0;
    for (int axis = 2; axis >= 0; axis--) {
      int bit = window >> axis & 1;
      position = position * 3 + bit * (1 + (number >> axis & 1));
    }
    return position;
  }

  /** Index of the tap that a padded edge-3 convolution applies from input to output; -1: none. */
  private static int tap(int input, int output, int side) {
    int tap = 0;
    for (int plane = side * side; plane > 0; plane /= side) {
      int offset = input / plane % side - output / plane % side + 1;
      if (offset < 0 || offset > 2) {
        return -1;
      }
      tap = tap * 3 + offset;
    }
    return tap;
  }
}
