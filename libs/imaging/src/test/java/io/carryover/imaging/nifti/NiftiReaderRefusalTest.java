package io.carryover.imaging.nifti;

import static io.carryover.imaging.volume.InvalidImageException.BROKEN_AFFINE;
import static io.carryover.imaging.volume.InvalidImageException.IMAGE_TOO_LARGE;
import static io.carryover.imaging.volume.InvalidImageException.SFORM_QFORM_DIFFER;
import static io.carryover.imaging.volume.InvalidImageException.SHEARED_AFFINE;
import static io.carryover.imaging.volume.InvalidImageException.TRUNCATED_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static io.carryover.imaging.volume.InvalidImageException.UNSUPPORTED_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiReaderRefusalTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, one-bit",
    "32, complex64",
    "128, RGB24",
    "1536, float128",
    "1792, complex128",
    "2048, complex256",
    "2304, RGBA32"
  })
  void namesTheDatatypeItDoesNotRead(int code, String name) throws IOException {
    assertThat(refusal(NiftiBytes.valid().with(NiftiBytes.DATATYPE, code), UNSUPPORTED_IMAGE))
        .hasMessageContaining("datatype is %s (code %d)", name, code)
        .hasMessageNotContaining("scan.nii");
  }

  @Test
  void refusesDatatypesTheStandardDoesNotKnow() throws IOException {
    assertThat(refusal(NiftiBytes.valid().with(NiftiBytes.DATATYPE, 77), UNREADABLE_IMAGE))
        .hasMessageContaining("77");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, -1})
  void refusesImpossibleDimensions(int dimensions) throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.DIMENSIONS, dimensions), UNREADABLE_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5})
  void refusesSidesBelowOne(int side) throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.DIMENSIONS + 4, side), UNREADABLE_IMAGE);
  }

  @Test
  void refusesTwoDimensionsAndSeries() throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.DIMENSIONS, 2), UNSUPPORTED_IMAGE);
    NiftiBytes series =
        NiftiBytes.valid().with(NiftiBytes.DIMENSIONS, 4).with(NiftiBytes.DIMENSIONS + 8, 2);
    assertThat(refusal(series, UNSUPPORTED_IMAGE)).hasMessageContaining("[5, 4, 3, 2]");
  }

  @Test
  void refusesWhatIsNoNifti() throws IOException {
    refusal("this is a letter, not a scan".getBytes(StandardCharsets.UTF_8), UNREADABLE_IMAGE);
    refusal(NiftiBytes.valid().with(NiftiBytes.MAGIC, "\0\0\0\0"), UNREADABLE_IMAGE);
    refusal(NiftiBytes.valid().withByte(0, 93), UNREADABLE_IMAGE);
  }

  @Test
  void refusesHeaderAndVoxelsInTwoFiles() throws IOException {
    assertThat(refusal(NiftiBytes.valid().with(NiftiBytes.MAGIC, "ni1\0"), UNSUPPORTED_IMAGE))
        .hasMessageContaining(".hdr");
  }

  @Test
  void refusesOtherUnitsThanMillimetres() throws IOException {
    assertThat(refusal(NiftiBytes.valid().withByte(NiftiBytes.UNITS, 3), UNSUPPORTED_IMAGE))
        .hasMessageContaining("3");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 348, 352.5f, -16, 1e30f, Float.NaN})
  void refusesAnImpossiblePlaceOfTheFirstVoxel(float offset) throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.FIRST_VOXEL, offset), UNREADABLE_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void refusesScalingThatIsNoNumber(float value) throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.SLOPE, value), UNREADABLE_IMAGE);
    refusal(NiftiBytes.valid().with(NiftiBytes.SLOPE + 4, value), UNREADABLE_IMAGE);
  }

  @Test
  void refusesTransformsThatContradictEachOther() throws IOException {
    // Given: a qform without turn, next to an sform that starts 1 mm further right
    NiftiBytes contradiction = NiftiBytes.of("both_v1_le.nii").with(NiftiBytes.ROWS + 12, 6f);

    // Then
    assertThat(refusal(contradiction, SFORM_QFORM_DIFFER))
        .hasMessageContaining("1.000 mm apart")
        .hasMessageContaining("sform [")
        .hasMessageContaining("qform [");
  }

  @Test
  void acceptsTransformsLessThanHalfAVoxelApart() throws IOException {
    Path file =
        NiftiBytes.of("both_v1_le.nii")
            .with(NiftiBytes.ROWS + 12, 5.4f)
            .to(folder.resolve("scan.nii"));

    assertThat((float) NiftiReader.read(file).grid().affine().at(0, 3)).isEqualTo(5.4f);
  }

  @Test
  void refusesAxesThatAreNotAtRightAngles() throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.ROWS + 4, 0.3f), SHEARED_AFFINE);
  }

  @Test
  void refusesTransformsWithoutInverse() throws IOException {
    refusal(NiftiBytes.valid().with(NiftiBytes.ROWS, 0f), BROKEN_AFFINE);
    refusal(NiftiBytes.valid().with(NiftiBytes.ROWS, Float.NaN), BROKEN_AFFINE);
  }

  @Test
  void refusesQuaternionsLongerThanOne() throws IOException {
    NiftiBytes bytes =
        NiftiBytes.valid()
            .with(NiftiBytes.SFORM_CODE, 0)
            .with(NiftiBytes.QFORM_CODE, 1)
            .with(NiftiBytes.QUATERNION, 1.1f);

    assertThat(refusal(bytes, UNREADABLE_IMAGE)).hasMessageContaining("quaternion");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 100, 347, 351, 352, 400, 471})
  void reportsAFileThatEndsTooEarly(int length) throws IOException {
    byte[] part = Arrays.copyOf(NiftiBytes.valid().bytes(), length);

    refusal(part, TRUNCATED_IMAGE);
    refusal(NiftiBytes.gzipped(part), TRUNCATED_IMAGE);
  }

  @Test
  void reportsAGzippedFileThatWasCutOff() throws IOException {
    byte[] gzipped = NiftiBytes.gzipped(NiftiBytes.valid().bytes());

    refusal(Arrays.copyOf(gzipped, gzipped.length / 2), TRUNCATED_IMAGE);
    refusal(Arrays.copyOf(gzipped, gzipped.length - 3), TRUNCATED_IMAGE);
  }

  @Test
  void comparesTheChecksumOfAGzippedFile() throws IOException {
    byte[] gzipped = NiftiBytes.gzipped(NiftiBytes.valid().bytes());
    gzipped[gzipped.length - 8] ^= 1;

    assertThat(refusal(gzipped, UNREADABLE_IMAGE)).hasMessageContaining("damaged");
  }

  @Test
  void refusesClaimedSizesBeforeTakingMemory() throws IOException {
    // Given: sides whose product overflows 64 bits in NIfTI-2, and a gigabyte in NIfTI-1
    NiftiBytes absurd = NiftiBytes.of("int16_v2_le.nii");
    for (int axis = 1; axis <= 3; axis++) {
      absurd.with(16 + 8 * axis + 6, 0x7fff);
    }
    NiftiBytes large = NiftiBytes.valid();
    for (int axis = 1; axis <= 3; axis++) {
      large.with(NiftiBytes.DIMENSIONS + 2 * axis, 600);
    }

    // Then: the test's heap holds neither
    refusal(absurd, IMAGE_TOO_LARGE);
    assertThat(refusal(large, TRUNCATED_IMAGE)).hasMessageContaining("432000352 bytes");
    refusal(NiftiBytes.gzipped(large.bytes()), TRUNCATED_IMAGE);
  }

  @Test
  void obeysTheLimitOfVoxels() throws IOException {
    Path file = NiftiBytes.valid().to(folder.resolve("scan.nii"));

    assertThat(NiftiReader.read(file, ReadLimits.ofVoxels(60)).voxels()).hasSize(60);
    assertThat(
            catchThrowableOfType(
                InvalidImageException.class, () -> NiftiReader.read(file, ReadLimits.ofVoxels(59))))
        .hasMessageContaining("at most 59 voxels are read, the header says 5x4x3")
        .extracting(InvalidImageException::code)
        .isEqualTo(IMAGE_TOO_LARGE);
  }

  @Test
  void refusesLimitsThatAllowNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> ReadLimits.ofVoxels(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadLimits(1, 351));
  }

  @Test
  void refusesWhatIsNoFile() {
    assertThat(refusal(folder.resolve("absent.nii"), UNREADABLE_IMAGE))
        .hasMessage("there is no such file");
    refusal(folder, UNREADABLE_IMAGE);
  }

  private InvalidImageException refusal(NiftiBytes bytes, String code) throws IOException {
    return refusal(bytes.bytes(), code);
  }

  private InvalidImageException refusal(byte[] bytes, String code) throws IOException {
    return refusal(Files.write(folder.resolve("scan.nii"), bytes), code);
  }

  private static InvalidImageException refusal(Path file, String code) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> NiftiReader.read(file));
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return refusal;
  }
}
