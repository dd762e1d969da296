package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.nifti.ReadLimits;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScanCropCommandTest {
  @TempDir private Path folder;

  @Test
  void writesAFolderOfBoxesWithTheSameCasesAndPeople() throws Exception {
    // Given
    Path in = phantoms();
    Files.writeString(in.resolve("subjects.csv"), "scan,subject\nphantom_0001,a\n");
    Path out = folder.resolve("out");

    // When
    int exit = crop(in, out).call();

    // Then
    DecathlonFolder cropped = DecathlonFolder.read(out);
    assertThat(exit).isZero();
    assertThat(cropped.cases())
        .extracting(one -> one.id())
        .containsExactly("phantom_0001", "phantom_0002");
    assertThat(cropped.labels()).isEqualTo(DecathlonFolder.read(in).labels());
    assertThat(out.resolve("subjects.csv")).hasSameTextualContentAs(in.resolve("subjects.csv"));
    assertThat(cropped.cases())
        .allSatisfy(
            one ->
                assertThat(NiftiReader.readGrid(one.label(), ReadLimits.DEFAULT).shape())
                    .isEqualTo(new Shape(16, 24, 16)));
  }

  @Test
  void writesIntoNoFolderThatIsThere() throws IOException {
    Path in = phantoms();

    assertThatThrownBy(() -> crop(in, in).call())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--out");
  }

  private Path phantoms() throws IOException {
    Path in = folder.resolve("in");
    PhantomCohort.source(new Shape(32, 32, 32), 1).writeDecathlon(in, 2);
    return in;
  }

  private static ScanCropCommand crop(Path in, Path out) {
    ScanCropCommand command = new ScanCropCommand();
    new CommandLine(command)
        .parseArgs("--dir", in.toString(), "--shape", "16x24x16", "--out", out.toString());
    return command;
  }
}
