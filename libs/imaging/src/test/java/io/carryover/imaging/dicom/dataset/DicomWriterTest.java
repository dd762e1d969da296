package io.carryover.imaging.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.imaging.dicom.dataset.TestObject.Ends;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DicomWriterTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @EnumSource
  void writesWhatItReadIncludingPrivateElements(Ends ends) throws IOException {
    TestObject object =
        TestObject.slice(1, 0)
            .with(0x0029_0010, "LO", new byte[] {'M', 'E'})
            .with(0x0029_1001, "OB", new byte[] {1, 2, 3, 4})
            .with(0x0029_1002, "SQ", new TestObject().with(0x0029_1001, "UN", new byte[2]))
            .with(Tag.SEGMENT_SEQUENCE, new TestObject(), TestObject.slice(2, 1));
    DataSet read = DicomReader.read(object.file(TestObject.EXPLICIT, ends)).dataSet();

    DicomFile again = DicomReader.read(written(read));

    assertThat(again.dataSet()).isEqualTo(read);
    assertThat(again.meta().text(Tag.TRANSFER_SYNTAX_UID)).isEqualTo(TestObject.EXPLICIT);
    assertThat(again.meta().text(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID)).isEqualTo("1.2.3.4.1");
  }

  @Test
  void saysHowLongItsMetaInformationIs() throws IOException {
    byte[] written = written(DicomReader.read(TestObject.slice(1, 0).file()).dataSet());

    // Then: the object starts at the 12 bytes of the length's own element plus the length
    Cursor cursor = Cursor.from(written, 132);
    assertThat(cursor.tag()).isEqualTo(0x0002_0000);
    cursor.skip(4);
    cursor.skip(cursor.unsignedInt());
    assertThat(cursor.peekTag()).isEqualTo(Tag.SOP_CLASS_UID.number());
  }

  @Test
  void padsOddValues() throws IOException {
    DataSet odd = object().put(Tag.PIXEL_DATA, new byte[3]).put(Tag.MODALITY, "SEG").build();

    DataSet again = DicomReader.read(written(odd)).dataSet();

    assertThat(again.value(Tag.PIXEL_DATA).orElseThrow().length()).isEqualTo(4);
    assertThat(again.text(Tag.MODALITY)).isEqualTo("SEG");
  }

  @Test
  void writesValuesThatAreTooLongForTheirLengthFieldAsUnknown() throws IOException {
    byte[] positions = new byte[70_000];
    Arrays.fill(positions, (byte) '1');
    DataSet tooLong = object().put(Tag.IMAGE_POSITION_PATIENT, positions).build();

    DataSet again = DicomReader.read(written(tooLong)).dataSet();

    Value value = again.value(Tag.IMAGE_POSITION_PATIENT).orElseThrow();
    assertThat(value.vr()).isEqualTo(Vr.UN);
    assertThat(value.length()).isEqualTo(70_000);
  }

  @Test
  void writesNumbersAsTheirRepresentationHasThem() throws IOException {
    DataSet built =
        object()
            .put(Tag.IMAGE_POSITION_PATIENT, -107.03, 1.0 / 3, 1e-20)
            .put(Tag.ROWS, 65535)
            .put(Tag.NUMBER_OF_FRAMES, 100)
            .put(Tag.SEGMENT_SEQUENCE, List.of(new DataSetBuilder().build()))
            .build();

    DataSet again = DicomReader.read(written(built)).dataSet();

    assertThat(again).isEqualTo(DataSet.of(again.elements()));
    assertThat(again.text(Tag.IMAGE_POSITION_PATIENT))
        .isEqualTo("-107.03\\0.33333333333333\\1E-20");
    assertThat(again.requireWhole(Tag.ROWS)).isEqualTo(65535);
    assertThat(again.text(Tag.NUMBER_OF_FRAMES)).isEqualTo("100");
    assertThat(again.items(Tag.SEGMENT_SEQUENCE)).hasSize(1);
  }

  @Test
  void refusesAnObjectWithoutIdentity() {
    DataSet bare = new DataSetBuilder().put(Tag.ROWS, 1).build();

    assertThatThrownBy(() -> DicomWriter.write(bare, OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an object to be written has a SOPClassUID (0008,0016)");
  }

  @Test
  void writesRealFilesAsTheyWereRead() throws IOException {
    DicomSamples.require(getClass());
    for (Path file : DicomSamples.all()) {
      DataSet read = DicomReader.read(file, MIB).dataSet();

      DataSet again = DicomReader.read(written(read)).dataSet();

      assertThat(again).as(file.getFileName().toString()).isEqualTo(read);
    }
  }

  private static DataSetBuilder object() {
    return new DataSetBuilder().put(Tag.SOP_CLASS_UID, "1.2").put(Tag.SOP_INSTANCE_UID, "1.2.3");
  }

  private static byte[] written(DataSet dataSet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(dataSet, out);
    return out.toByteArray();
  }
}
