package io.carryover.imaging.decathlon;

import static io.carryover.imaging.volume.InvalidImageException.MISSING_FILE;
import static io.carryover.imaging.volume.InvalidImageException.UNREADABLE_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.carryover.imaging.volume.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecathlonFolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    for (String part : new String[] {"imagesTr", "labelsTr"}) {
      Files.createDirectory(folder.resolve(part));
      Files.createFile(folder.resolve(part).resolve("case_002.nii.gz"));
      Files.createFile(folder.resolve(part).resolve("case_001.nii"));
    }
    describe(pair("case_002.nii.gz", "case_002.nii.gz"), pair("case_001.nii", "case_001.nii"));
  }

  @Test
  void listsCasesById() {
    DecathlonFolder read = DecathlonFolder.read(folder);

    assertThat(read.name()).isEqualTo("shapes");
    assertThat(read.labels()).containsExactly(Map.entry(1, "front"), Map.entry(2, "back"));
    assertThat(read.cases())
        .containsExactly(
            new DecathlonCase(
                "case_001",
                folder.resolve("imagesTr/case_001.nii"),
                folder.resolve("labelsTr/case_001.nii")),
            new DecathlonCase(
                "case_002",
                folder.resolve("imagesTr/case_002.nii.gz"),
                folder.resolve("labelsTr/case_002.nii.gz")));
  }

  @Test
  void reportsAMissingLabel() throws IOException {
    Files.delete(folder.resolve("labelsTr/case_002.nii.gz"));

    assertThat(refusal(MISSING_FILE)).hasMessageContaining("labelsTr/case_002.nii.gz");
  }

  @Test
  void reportsACaseWithoutImage() throws IOException {
    describe("{\"label\": \"./labelsTr/case_001.nii\"}");

    refusal(MISSING_FILE);
  }

  @Test
  void reportsAMissingDescription() throws IOException {
    Files.delete(folder.resolve("dataset.json"));

    assertThat(refusal(MISSING_FILE)).hasMessageContaining("dataset.json");
  }

  @Test
  void refusesADescriptionThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve("dataset.json"), "{name: shapes");

    refusal(UNREADABLE_IMAGE);
  }

  @Test
  void refusesADescriptionWithoutCases() throws IOException {
    describe();

    assertThat(refusal(UNREADABLE_IMAGE)).hasMessageContaining("training");
  }

  @Test
  void refusesLabelsThatAreNoNumbers() throws IOException {
    Files.writeString(
        folder.resolve("dataset.json"),
        "{\"labels\": {\"one\": \"front\"}, \"training\": [%s]}"
            .formatted(pair("case_001.nii", "case_001.nii")));

    assertThat(refusal(UNREADABLE_IMAGE)).hasMessageContaining("got one");
  }

  @Test
  void readsNothingOutsideTheFolder() throws IOException {
    Files.createFile(folder.resolveSibling("outside.nii"));
    describe(pair("../../outside.nii", "case_001.nii"));

    assertThat(refusal(UNREADABLE_IMAGE)).hasMessageContaining("outside.nii");
    Files.delete(folder.resolveSibling("outside.nii"));
  }

  @Test
  void refusesTwoCasesOfOneId() throws IOException {
    describe(pair("case_001.nii", "case_001.nii"), pair("case_001.nii", "case_001.nii"));

    assertThat(refusal(UNREADABLE_IMAGE)).hasMessageContaining("case_001");
  }

  private InvalidImageException refusal(String code) {
    InvalidImageException refusal =
        catchThrowableOfType(InvalidImageException.class, () -> DecathlonFolder.read(folder));
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    return refusal;
  }

  private void describe(String... cases) throws IOException {
    Files.writeString(
        folder.resolve("dataset.json"),
        """
        {"name": "shapes", "labels": {"0": "background", "2": "back", "1": "front"},
         "training": [%s]}
        """
            .formatted(String.join(", ", cases)));
  }

  private static String pair(String image, String label) {
    return "{\"image\": \"./imagesTr/%s\", \"label\": \"./labelsTr/%s\"}".formatted(image, label);
  }
}
