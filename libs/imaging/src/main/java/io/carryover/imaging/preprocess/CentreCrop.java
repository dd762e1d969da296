package io.carryover.imaging.preprocess;

import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.imaging.volume.Window;

/**
 * Cuts a box out of the middle of a labelled scan: along R, A and S, voxels where they were in
 * millimetres. Intensities are those of the whole scan scaled to [0, 1]; a scan that is smaller is
 * padded with 0.
 *
 * @param shape of the box
 */
public record CentreCrop(Shape shape) {

  /** The box of a scan, whose mask may be empty there. */
  public LabelledScan of(LabelledScan scan) {
    Prepared prepared = Preprocessing.prepare(scan.image());
    Window box = Window.centred(shape, prepared.image().shape());
    Affine affine =
        prepared.image().grid().affine().startingAt(box.depth(), box.height(), box.width());
    Grid grid = new Grid(shape, affine);
    return new LabelledScan(
        new Volume(grid, box.cut(prepared.image())),
        new Mask(grid, inside(box, prepared.apply(scan.mask()))));
  }

  private byte[] inside(Window box, Mask mask) {
    byte[] inside = new byte[shape.voxels()];
    box.forEachRow(
        mask.shape(),
        (inVolume, inWindow, length) ->
            System.arraycopy(mask.voxels(), inVolume, inside, inWindow, length));
    return inside;
  }
}
