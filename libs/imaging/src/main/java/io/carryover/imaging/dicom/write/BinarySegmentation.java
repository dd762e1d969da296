package io.carryover.imaging.dicom.write;

import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DataSetBuilder;
import io.carryover.imaging.dicom.dataset.Tag;
import io.carryover.imaging.dicom.dataset.Value;
import io.carryover.imaging.dicom.dataset.Vr;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import java.util.ArrayList;
import java.util.List;

/** One mask as a segmentation of one segment and one bit a pixel (DICOM PS3.3, A.51). */
final class BinarySegmentation {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";
  private static final String KIND = "segmentation";
  private static final int SEGMENT = 1;

  private final SourceSeries source;
  private final Segment segment;
  private final ResultDescription result;
  private final BinaryFrames frames;
  private final FrameModules places;
  private final DerivedUids uids;

  BinarySegmentation(SourceSeries source, Mask mask, Segment segment, ResultDescription result) {
    this.source = source;
    this.segment = segment;
    this.result = result;
    this.frames = new BinaryFrames(mask);
    this.places = new FrameModules(source);
    this.uids = DerivedUids.of(source, result.algorithm().modelDigest(), frames.digest());
  }

  /** The whole object. */
  DataSet object() {
    DataSetBuilder object = new CommonModules(source, result, uids).of(KIND, SOP_CLASS, "SEG");
    putImage(object);
    places.putCompression(object);
    putPixels(object);
    putSegments(object);
    putDimensions(object);
    putFrames(object);
    return object.build();
  }

  /** Segmentation Image, what is not of pixels (C.8.20.2). */
  private void putImage(DataSetBuilder object) {
    object
        .put(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY")
        .put(Tag.CONTENT_LABEL, "SEGMENTATION")
        .put(Tag.CONTENT_DESCRIPTION, DicomText.line(segment.label()))
        .put(Tag.CONTENT_CREATOR_NAME, "")
        .put(Tag.SEGMENTATION_TYPE, "BINARY");
  }

  private void putPixels(DataSetBuilder object) {
    Shape shape = source.grid().shape();
    object
        .put(Tag.SAMPLES_PER_PIXEL, 1)
        .put(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .put(Tag.NUMBER_OF_FRAMES, frames.slices().size())
        .put(Tag.ROWS, shape.height())
        .put(Tag.COLUMNS, shape.depth())
        .put(Tag.BITS_ALLOCATED, 1)
        .put(Tag.BITS_STORED, 1)
        .put(Tag.HIGH_BIT, 0)
        .put(Tag.PIXEL_REPRESENTATION, 0)
        .put(new Value(Tag.PIXEL_DATA.number(), Vr.OB, frames.bits()));
  }

  /** Segment Description (C.8.20.4). */
  private void putSegments(DataSetBuilder object) {
    DataSet item =
        new DataSetBuilder()
            .put(Tag.SEGMENT_NUMBER, SEGMENT)
            .put(Tag.SEGMENT_LABEL, DicomText.line(segment.label()))
            .put(Tag.SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
            .put(Tag.SEGMENT_ALGORITHM_NAME, result.algorithm().name())
            .put(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE, List.of(algorithm()))
            .put(Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE, Codes.item(segment.category()))
            .put(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, Codes.item(segment.type()))
            .build();
    object.put(Tag.SEGMENT_SEQUENCE, List.of(item));
  }

  /** Algorithm Identification (10.16). */
  private DataSet algorithm() {
    return new DataSetBuilder()
        .put(Tag.ALGORITHM_FAMILY_CODE_SEQUENCE, Codes.item(Codes.ARTIFICIAL_INTELLIGENCE))
        .put(Tag.ALGORITHM_NAME, result.algorithm().name())
        .put(Tag.ALGORITHM_VERSION, result.algorithm().modelDigest())
        .build();
  }

  /** Frames are sorted by segment, then by position (C.7.6.17). */
  private void putDimensions(DataSetBuilder object) {
    String uid = uids.of(KIND + " dimensions");
    DataSet organization = new DataSetBuilder().put(Tag.DIMENSION_ORGANIZATION_UID, uid).build();
    DataSet bySegment =
        FrameModules.dimension(
            Tag.REFERENCED_SEGMENT_NUMBER, Tag.SEGMENT_IDENTIFICATION_SEQUENCE, uid, "Segment");
    DataSet byPosition =
        FrameModules.dimension(
            Tag.IMAGE_POSITION_PATIENT, Tag.PLANE_POSITION_SEQUENCE, uid, "Position");
    object
        .put(Tag.DIMENSION_ORGANIZATION_SEQUENCE, List.of(organization))
        .put(Tag.DIMENSION_INDEX_SEQUENCE, List.of(bySegment, byPosition));
  }

  private void putFrames(DataSetBuilder object) {
    List<DataSet> perFrame = new ArrayList<>();
    for (int slice : frames.slices()) {
      perFrame.add(frame(slice, perFrame.size() + 1));
    }
    object
        .put(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(places.shared().build()))
        .put(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, perFrame);
  }

  private DataSet frame(int slice, int position) {
    DataSet identified = new DataSetBuilder().put(Tag.REFERENCED_SEGMENT_NUMBER, SEGMENT).build();
    return places
        .perFrame(slice, Codes.SEGMENTATION, SEGMENT, position)
        .put(Tag.SEGMENT_IDENTIFICATION_SEQUENCE, List.of(identified))
        .build();
  }
}
