package io.carryover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDocsTest {

  private static final PackageDocs REPOSITORY = new PackageDocs(Path.of("../.."));

  @TempDir Path folder;

  @Test
  void everyPackageOfTheRepositoryIsDocumented() throws IOException {
    assertThat(REPOSITORY.packages()).isNotEmpty();
    assertThat(REPOSITORY.undocumented()).isEmpty();
  }

  @Test
  void packageWithoutPackageInfoIsFound() throws IOException {
    // Given
    Path bare = write("bare", "Some.java", "class Some {}");

    // When / Then
    assertThat(new PackageDocs(folder).undocumented()).containsExactly(bare);
  }

  @Test
  void packageInfoWithoutJavadocIsFound() throws IOException {
    // Given
    Path silent = write("silent", "package-info.java", "package silent;");

    // When / Then
    assertThat(new PackageDocs(folder).undocumented()).containsExactly(silent);
  }

  @Test
  void documentedPackageIsLeftAlone() throws IOException {
    // Given
    write("told", "package-info.java", "/** Told. */\npackage told;");

    // When / Then
    assertThat(new PackageDocs(folder).undocumented()).isEmpty();
  }

  private Path write(String name, String file, String text) throws IOException {
    Path parent = folder.resolve("module/src/main/java").resolve(name);
    Files.createDirectories(parent);
    Files.writeString(parent.resolve(file), text);
    return parent;
  }
}
