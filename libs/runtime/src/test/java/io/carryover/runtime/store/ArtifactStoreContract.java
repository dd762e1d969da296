package io.carryover.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.events.ArtifactRef;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does; each adapter's test extends this. */
public abstract class ArtifactStoreContract {
  @TempDir protected Path directory;
  protected ArtifactStore store;

  /** A new, empty store. */
  protected abstract ArtifactStore emptyStore() throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = emptyStore();
  }

  @Test
  void fetchesWhatWasPut() throws IOException {
    // Given
    ArtifactRef ref = store.put(file("weights"), "network.safetensors");
    // When
    Path fetched = store.fetch(ref);
    // Then
    assertThat(fetched).hasContent("weights");
  }

  @Test
  void referenceHoldsDigestSizeAndName() throws IOException {
    // When
    ArtifactRef ref = store.put(file("weights"), "network.safetensors");
    // Then
    assertThat(ref.getSha256()).isEqualTo(Sha256.of("weights".getBytes(UTF_8)));
    assertThat(ref.getSizeBytes()).isEqualTo("weights".length());
    assertThat(ref.getUri()).endsWith("network.safetensors");
  }

  @Test
  void sameBytesUnderTheSameNameAreTheSameReference() throws IOException {
    // Given
    ArtifactRef first = store.put(file("weights"), "a.bin");
    // When
    ArtifactRef second = store.put(file("weights"), "a.bin");
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(store.fetch(first)).hasContent("weights");
  }

  @Test
  void laterPutLeavesEarlierBytesAlone() throws IOException {
    // Given
    ArtifactRef first = store.put(file("weights"), "a.bin");
    // When
    store.put(file("other weights"), "a.bin");
    // Then
    assertThat(store.fetch(first)).hasContent("weights");
  }

  @Test
  void refusesAnotherDigest() throws IOException {
    // Given
    ArtifactRef ref = store.put(file("weights"), "a.bin");
    // When
    ref.setSha256("0".repeat(64));
    // Then
    assertRejected("DIGEST_DIFFERS", () -> store.fetch(ref));
  }

  @Test
  void refusesAnotherSize() throws IOException {
    // Given
    ArtifactRef ref = store.put(file("weights"), "a.bin");
    // When
    ref.setSizeBytes(3);
    // Then
    assertRejected("SIZE_DIFFERS", () -> store.fetch(ref));
  }

  @Test
  void missingArtifactIsRejected() throws IOException {
    // Given
    ArtifactRef ref = store.put(file("weights"), "a.bin");
    // When
    ref.setUri(ref.getUri().replace("a.bin", "b.bin"));
    // Then
    assertRejected("ARTIFACT_MISSING", () -> store.fetch(ref));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1/a", "a.bin", "", "%", "file://host/a", "jar:file:/a!/b"})
  void refusesOtherAddresses(String uri) {
    assertRejected("URI_NOT_ALLOWED", () -> store.fetch(new ArtifactRef(uri, "0".repeat(64), 1L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "../a", "a/b", "a b", "a\u0000"})
  void refusesNamesThatArePaths(String name) throws IOException {
    Path file = file("weights");
    assertThatThrownBy(() -> store.put(file, name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.recorded(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingSourceFileIsTroubleOfTheCaller() {
    assertThatThrownBy(() -> store.put(directory.resolve("none"), "a.bin"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void recordedResultComesBack() {
    // When
    byte[] counts = store.record("run-1", bytes("result"));
    // Then
    assertThat(counts).isEqualTo(bytes("result"));
    assertThat(store.recorded("run-1")).hasValue(bytes("result"));
  }

  @Test
  void firstResultOfARunCounts() {
    // Given
    store.record("run-1", bytes("result"));
    // When
    byte[] counts = store.record("run-1", bytes("result of another worker"));
    // Then
    assertThat(counts).isEqualTo(bytes("result"));
    assertThat(store.recorded("run-1")).hasValue(bytes("result"));
  }

  @Test
  void runWithoutResultHasNone() {
    assertThat(store.recorded("run-1")).isEmpty();
  }

  /** Asserts the code of a rejection. */
  protected static void assertRejected(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason().getCode()).isEqualTo(code));
  }

  /** A new file of the given text, outside the store. */
  protected final Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "file", ""), text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
