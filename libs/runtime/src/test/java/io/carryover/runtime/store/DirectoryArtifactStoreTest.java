package io.carryover.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.ArtifactRef;
import io.carryover.runtime.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryArtifactStoreTest extends ArtifactStoreContract {
  @Override
  protected ArtifactStore emptyStore() throws IOException {
    return new DirectoryArtifactStore(root(), List.of(scans()));
  }

  @Test
  void liesByDigestAndName() throws IOException {
    // When
    ArtifactRef ref = store.put(file("weights"), "a.bin");
    // Then
    String digest = ref.getSha256();
    assertThat(root().resolve("artifacts").resolve(digest.substring(0, 2)).resolve(digest))
        .isDirectoryContaining("glob:**/a.bin");
  }

  @Test
  void storedFileCanBeReadByOwnerAndGroupAndByNobodyElse() throws IOException {
    // When
    Path stored = store.fetch(store.put(file("weights"), "a.bin"));
    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)))
        .isEqualTo("r--r-----");
  }

  @Test
  void scanUnderARootThatIsNotMountedMayPass() throws IOException {
    // Given
    Path scan = Files.writeString(scans().resolve("scan.nii"), "voxels");
    ArtifactRef ref = ArtifactRefs.of(scan);
    Path away = Files.move(scans(), directory.resolve("away"));
    // Then
    assertThatThrownBy(() -> store.fetch(ref)).isInstanceOf(UncheckedIOException.class);
    Files.move(away, directory.resolve("scans"));
    assertThat(store.fetch(ref)).hasContent("voxels");
  }

  @Test
  void readsUnderOneRootWhileAnotherIsNotMounted() throws IOException {
    // Given
    List<Path> roots = List.of(directory.resolve("not mounted"), scans());
    Path scan = Files.writeString(scans().resolve("scan.nii"), "voxels");
    // Then
    assertThat(new DirectoryArtifactStore(root(), roots).fetch(ArtifactRefs.of(scan)))
        .hasContent("voxels");
  }

  @Test
  void troubleOfTheDiskMayPass() throws IOException {
    // Given a link to itself, which the system can neither follow nor call missing
    Path loop = scans().resolve("loop.nii");
    Files.createSymbolicLink(loop, loop);
    // Then
    assertThatThrownBy(() -> store.fetch(reference(loop.toUri().toString())))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatCannotBeAFileIsRejected() throws IOException {
    // Given
    String scan = Files.writeString(scans().resolve("scan.nii"), "voxels").toUri().toString();
    // Then
    assertRejected("ARTIFACT_MISSING", () -> store.fetch(reference(scan + "/deeper.nii")));
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(reference(scan + "x".repeat(300))));
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(reference(scan + "/x".repeat(3000))));
  }

  @Test
  void messagesNameADigestOfTheUriAndNoFile() throws IOException {
    // Given
    Path scan = Files.writeString(scans().resolve("DOE_JOHN.nii"), "voxels");
    ArtifactRef ref = ArtifactRefs.of(scan);
    String digits = Sha256.of(ref.getUri().getBytes(UTF_8)).substring(0, 16);
    // When
    ref.setSizeBytes(1);
    // Then
    assertThatThrownBy(() -> store.fetch(ref))
        .hasMessageContaining("(artifact " + digits + ")")
        .hasMessageNotContaining("DOE");
    Files.delete(scan);
    assertThatThrownBy(() -> store.fetch(ref))
        .hasMessageContaining("(artifact " + digits + ")")
        .hasMessageNotContaining("DOE");
    Files.move(scans(), directory.resolve("away"));
    assertThatThrownBy(() -> store.fetch(ref)).hasMessage("artifact " + digits + " cannot be read");
  }

  @Test
  void readsFilesUnderAReadRoot() throws IOException {
    // Given
    Path scan = Files.writeString(scans().resolve("scan.nii"), "voxels");
    // When
    Path fetched = store.fetch(ArtifactRefs.of(scan));
    // Then
    assertThat(fetched).hasContent("voxels");
  }

  @Test
  void readsUnderARootThatIsItselfALink() throws IOException {
    // Given
    Path link = Files.createSymbolicLink(directory.resolve("link"), scans());
    ArtifactStore linked = new DirectoryArtifactStore(root(), List.of(link));
    Path scan = Files.writeString(link.resolve("scan.nii"), "voxels");
    // When
    Path fetched = linked.fetch(ArtifactRefs.of(scan));
    // Then
    assertThat(fetched).hasContent("voxels");
  }

  @Test
  void refusesFilesOutsideTheRoots() throws IOException {
    Path outside = file("secret");
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(ArtifactRefs.of(outside)));
  }

  @Test
  void doesNotTellWhetherAFileOutsideTheRootsExists() {
    ArtifactRef none = reference(directory.resolve("none").toUri().toString());
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(none));
  }

  @Test
  void refusesDotsThatLeadOut() throws IOException {
    // Given
    Path outside = file("secret");
    String dotted = scans().toUri() + "../" + outside.getFileName();
    // Then
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(reference(dotted)));
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(reference(dotted.replace("..", "%2e%2e"))));
  }

  @Test
  void refusesALinkThatLeadsOut() throws IOException {
    // Given
    Path link = Files.createSymbolicLink(scans().resolve("scan.nii"), file("secret"));
    // Then
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(ArtifactRefs.of(link)));
  }

  @Test
  void refusesAFolderLinkThatLeadsOut() throws IOException {
    // Given
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("scan.nii"), "secret");
    Path link = Files.createSymbolicLink(scans().resolve("folder"), outside);
    // Then
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(ArtifactRefs.of(link.resolve("scan.nii"))));
  }

  @Test
  void refusesASiblingWhoseNameStartsLikeTheRoot() throws IOException {
    // Given
    Path sibling = Files.createDirectory(directory.resolve("scans-of-others"));
    Path scan = Files.writeString(sibling.resolve("scan.nii"), "voxels");
    // Then
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(ArtifactRefs.of(scan)));
  }

  @Test
  void directoryIsNoArtifact() throws IOException {
    ArtifactRef folder = reference(scans().toUri().toString());
    assertRejected("ARTIFACT_MISSING", () -> store.fetch(folder));
  }

  @Test
  void changedBytesAreNoticed() throws IOException {
    // Given
    Path scan = Files.writeString(scans().resolve("scan.nii"), "voxels");
    ArtifactRef ref = ArtifactRefs.of(scan);
    // When
    Files.writeString(scan, "VOXELS");
    // Then
    assertRejected("DIGEST_DIFFERS", () -> store.fetch(ref));
  }

  @Test
  void putLeavesNothingInIncoming() throws IOException {
    // When
    store.put(file("weights"), "a.bin");
    store.record("run-1", "result".getBytes(UTF_8));
    store.record("run-1", "again".getBytes(UTF_8));
    // Then
    assertThat(incoming()).isEmpty();
  }

  @Test
  void failedPutLeavesNothing() throws IOException {
    // Given a directory as the source: it can be opened but not read
    Path unreadable = Files.createDirectory(directory.resolve("unreadable"));
    // When
    assertThatThrownBy(() -> store.put(unreadable, "a.bin"))
        .isInstanceOf(UncheckedIOException.class);
    // Then
    assertThat(incoming()).isEmpty();
    assertThat(root().resolve("artifacts")).isEmptyDirectory();
  }

  private List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(root().resolve("incoming"))) {
      return files.toList();
    }
  }

  private Path root() {
    return directory.resolve("store");
  }

  private Path scans() throws IOException {
    return Files.createDirectories(directory.resolve("scans"));
  }

  private static ArtifactRef reference(String uri) {
    return new ArtifactRef(uri, "0".repeat(64), 1L);
  }
}
