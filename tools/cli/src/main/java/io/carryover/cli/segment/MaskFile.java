package io.carryover.cli.segment;

import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.nio.file.Path;

/** A predicted mask in a file; unlike a label it may be empty. */
public final class MaskFile {
  private static final float INSIDE = 0.5f;

  private MaskFile() {}

  /** Reads it; whatever is above one half is foreground. */
  public static Mask read(Path file) {
    Volume values = NiftiReader.read(file);
    byte[] voxels = new byte[values.voxels().length];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) (values.voxels()[i] > INSIDE ? 1 : 0);
    }
    return new Mask(values.grid(), voxels);
  }
}
