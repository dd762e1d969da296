package io.carryover.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a file, it is read or refused; nothing else may happen. */
class DamagedNiftiTest {
  private static final int DAMAGES = 400;
  private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 4096);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "both_v1_le.nii",
        "qform_v2_be.nii",
        "extension.nii.gz",
        "float64_v2_be.nii.gz",
        "dimensions_7.nii.gz"
      })
  void readsOrRefuses(String golden) throws IOException {
    byte[] whole = Files.readAllBytes(Golden.resource(golden));
    int refused = 0;
    for (int seed = 0; seed < DAMAGES; seed++) {
      refused += isRefused(damaged(whole, new Random(seed)), golden + " seed " + seed) ? 1 : 0;
    }
    assertThat(refused).isBetween(DAMAGES / 20, DAMAGES);
  }

  private boolean isRefused(byte[] bytes, String name) throws IOException {
    Path file = Files.write(folder.resolve("scan"), bytes);
    try {
      assertThat(NiftiReader.read(file, LIMITS)).as(name).isNotNull();
      return false;
    } catch (InvalidImageException e) {
      return true;
    }
  }

  /** Cut off, or up to four bytes changed, most of them in the header. */
  private static byte[] damaged(byte[] whole, Random random) {
    if (random.nextInt(5) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] damaged = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      damaged[random.nextInt(Math.min(whole.length, 540))] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
