package io.carryover.imaging.dicom.write;

import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DicomWriter;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Mask;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a mask as a DICOM segmentation, beside the series that it was computed from.
 *
 * <p>BINARY, one segment. Slices without foreground are left out, but for one of an empty mask: see
 * {@link BinaryFrames}. The same arguments give the same bytes; UIDs follow from the source's SOP
 * instance UIDs, the mask and the model's digest alone: see {@link DerivedUids}.
 */
public final class SegmentationWriter {
  private SegmentationWriter() {}

  /**
   * Writes a Part 10 file in explicit VR little endian; the stream stays open.
   *
   * @throws InvalidImageException as {@link #object}
   */
  public static void write(
      SourceSeries source, Mask mask, Segment segment, ResultDescription result, OutputStream out)
      throws IOException {
    DicomWriter.write(object(source, mask, segment, result), out);
  }

  /**
   * The object that is written, for those who refer to it.
   *
   * @param mask on the grid of the source
   * @throws InvalidImageException MASK_SHAPE_DIFFERS or MASK_AFFINE_DIFFERS for a mask on another
   *     grid, UNREADABLE_IMAGE for a source without UIDs, MISSING_GEOMETRY for one without frame of
   *     reference
   * @throws IllegalArgumentException for a coded term that is no DICOM code
   */
  public static DataSet object(
      SourceSeries source, Mask mask, Segment segment, ResultDescription result) {
    CommonModules.require(source);
    source.requireGrid(mask.grid());
    return new BinarySegmentation(source, mask, segment, result).object();
  }
}
