package io.carryover.imaging.dicom.write;

import io.carryover.imaging.contract.CodedTerm;
import io.carryover.imaging.dicom.FrameReference;
import io.carryover.imaging.dicom.Plane;
import io.carryover.imaging.dicom.SourceSeries;
import io.carryover.imaging.dicom.Vector;
import io.carryover.imaging.dicom.dataset.DataSet;
import io.carryover.imaging.dicom.dataset.DataSetBuilder;
import io.carryover.imaging.dicom.dataset.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Where the frames of a result lie and what each was made of, for results that have pixels on the
 * grid of their source (DICOM PS3.3, C.7.6.16 and C.7.6.17).
 */
final class FrameModules {
  private final SourceSeries source;

  FrameModules(SourceSeries source) {
    this.source = source;
  }

  /** What is made of lossy pixels is lossy itself (C.7.6.1.1.5). */
  void putCompression(DataSetBuilder object) {
    DataSet context = source.context();
    if (context.has(Tag.LOSSY_IMAGE_COMPRESSION)) {
      context.copyOf(CommonModules::isOfPixels).elements().forEach(object::put);
    } else {
      object.put(Tag.LOSSY_IMAGE_COMPRESSION, "00");
    }
  }

  /** Spacing and orientation, which all frames share; a slice is as thick as slices lie apart. */
  DataSetBuilder shared() {
    Plane plane = source.slices().get(0).plane();
    return new DataSetBuilder()
        .put(Tag.PIXEL_MEASURES_SEQUENCE, List.of(measures(plane)))
        .put(Tag.PLANE_ORIENTATION_SEQUENCE, List.of(orientation(plane)));
  }

  /**
   * Position and source of a frame.
   *
   * @param slice of the grid
   * @param derivation how its pixels came from those of the source
   * @param indices its place along each dimension, from 1 on
   */
  DataSetBuilder perFrame(int slice, CodedTerm derivation, double... indices) {
    DataSet content = new DataSetBuilder().put(Tag.DIMENSION_INDEX_VALUES, indices).build();
    Vector position = source.slices().get(slice).plane().position();
    DataSetBuilder place =
        new DataSetBuilder()
            .put(Tag.IMAGE_POSITION_PATIENT, position.x(), position.y(), position.z());
    return new DataSetBuilder()
        .put(Tag.FRAME_CONTENT_SEQUENCE, List.of(content))
        .put(Tag.PLANE_POSITION_SEQUENCE, List.of(place.build()))
        .put(Tag.DERIVATION_IMAGE_SEQUENCE, List.of(derivation(slice, derivation)));
  }

  /**
   * One dimension that frames are sorted by.
   *
   * @param attribute what grows along it
   * @param group the functional group that holds the attribute
   */
  static DataSet dimension(Tag attribute, Tag group, String organizationUid, String label) {
    return new DataSetBuilder()
        .put(Tag.DIMENSION_ORGANIZATION_UID, organizationUid)
        .put(Tag.DIMENSION_INDEX_POINTER, pointer(attribute))
        .put(Tag.FUNCTIONAL_GROUP_POINTER, pointer(group))
        .put(Tag.DIMENSION_DESCRIPTION_LABEL, label)
        .build();
  }

  private DataSet measures(Plane plane) {
    double sliceMm = source.grid().affine().spacingMm(2);
    return new DataSetBuilder()
        .put(Tag.PIXEL_SPACING, plane.rowSpacingMm(), plane.columnSpacingMm())
        .put(Tag.SLICE_THICKNESS, sliceMm)
        .put(Tag.SPACING_BETWEEN_SLICES, sliceMm)
        .build();
  }

  private static DataSet orientation(Plane plane) {
    Vector row = plane.alongRow();
    Vector column = plane.alongColumn();
    return new DataSetBuilder()
        .put(
            Tag.IMAGE_ORIENTATION_PATIENT,
            row.x(),
            row.y(),
            row.z(),
            column.x(),
            column.y(),
            column.z())
        .build();
  }

  private DataSet derivation(int slice, CodedTerm derivation) {
    return new DataSetBuilder()
        .put(Tag.DERIVATION_CODE_SEQUENCE, Codes.item(derivation))
        .put(Tag.SOURCE_IMAGE_SEQUENCE, List.of(sourceOf(source.slices().get(slice).image())))
        .build();
  }

  private static DataSet sourceOf(FrameReference image) {
    DataSetBuilder named = CommonModules.named(image);
    image.frame().ifPresent(frame -> named.put(Tag.REFERENCED_FRAME_NUMBER, frame));
    return named
        .put(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, Codes.item(Codes.SOURCE_IMAGE))
        .put(Tag.SPATIAL_LOCATIONS_PRESERVED, "YES")
        .build();
  }

  /** Group, then element (PS3.5, 6.2, VR AT). */
  private static byte[] pointer(Tag tag) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (tag.number() >>> 16))
        .putShort((short) tag.number());
    return bytes;
  }
}
