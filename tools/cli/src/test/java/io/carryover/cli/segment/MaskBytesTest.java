package io.carryover.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskBytesTest {
  private static final byte[] MASK = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void keepsThemPackedForAFileThatEndsInGz() throws IOException {
    assertThat(written("mask.nii.gz")).isEqualTo(gzipped());
  }

  @Test
  void unpacksThemForAnyOtherFile() throws IOException {
    assertThat(written("mask.nii")).isEqualTo(MASK);
  }

  private byte[] written(String name) throws IOException {
    Path file = folder.resolve(name);
    MaskBytes.write(new ByteArrayInputStream(gzipped()), file);
    return Files.readAllBytes(file);
  }

  private static byte[] gzipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(MASK);
    }
    return bytes.toByteArray();
  }
}
