package io.carryover.runtime.id;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** FIPS 180-4 example: "abc". */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void agreesWithTheStandardsExample() {
    assertThat(Sha256.of("abc".getBytes(US_ASCII))).isEqualTo(ABC);
  }

  @Test
  void fileHasTheDigestOfItsBytes(@TempDir Path directory) throws IOException {
    assertThat(Sha256.of(Files.writeString(directory.resolve("a"), "abc"))).isEqualTo(ABC);
  }
}
