package io.carryover.imaging.preprocess;

import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.imaging.volume.Window;

/** Brings prepared images to the one shape of a training: cropped, or padded with 0, at centre. */
public final class FixedShape {
  private final Shape shape;

  private FixedShape(Shape shape) {
    this.shape = shape;
  }

  /** Fits to the given shape. */
  public static FixedShape of(Shape shape) {
    return new FixedShape(shape);
  }

  /** The intensities in this shape, C order. */
  public float[] fit(Volume volume) {
    return Window.centred(shape, volume.shape()).cut(volume);
  }

  /** The mask in this shape, C order: 1 inside, 0 outside. */
  public float[] fit(Mask mask) {
    float[] fitted = new float[shape.voxels()];
    byte[] voxels = mask.voxels();
    Window.centred(shape, mask.shape())
        .forEachRow(
            mask.shape(),
            (inVolume, inWindow, length) -> {
              for (int n = 0; n < length; n++) {
                fitted[inWindow + n] = voxels[inVolume + n];
              }
            });
    return fitted;
  }
}
