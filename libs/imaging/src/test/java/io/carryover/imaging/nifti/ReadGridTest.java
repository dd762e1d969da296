package io.carryover.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadGridTest {
  private static final Grid GRID = Grid.ofOneMm(new Shape(3, 4, 5));
  private static final int HEADER_BYTES = 352;

  @TempDir Path folder;

  @Test
  void readsTheGridOfAPlainAndOfAGzippedFile() throws IOException {
    for (String name : new String[] {"scan.nii", "scan.nii.gz"}) {
      // Given
      Path file = folder.resolve(name);
      NiftiWriter.write(file, new Volume(GRID, new float[GRID.shape().voxels()]));
      // When
      Grid grid = NiftiReader.readGrid(file, ReadLimits.DEFAULT);
      // Then
      assertThat(grid).as(name).isEqualTo(GRID);
    }
  }

  @Test
  void refusesAPlainFileWhoseVoxelsAreMissing() throws IOException {
    // Given
    Path file = folder.resolve("scan.nii");
    NiftiWriter.write(file, new Volume(GRID, new float[GRID.shape().voxels()]));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), HEADER_BYTES));
    // When, Then
    assertThatThrownBy(() -> NiftiReader.readGrid(file, ReadLimits.DEFAULT))
        .isInstanceOf(InvalidImageException.class)
        .extracting(e -> ((InvalidImageException) e).code())
        .isEqualTo(InvalidImageException.TRUNCATED_IMAGE);
  }
}
