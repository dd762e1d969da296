package io.carryover.inference.shadow;

import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies scans, since the answer's own files go with the answer. */
final class ScanCopies {
  private final ScratchDirectory scratch;

  ScanCopies(ScratchDirectory scratch) {
    this.scratch = scratch;
  }

  /**
   * A copy.
   *
   * @throws UncheckedIOException if there is no place for it
   */
  ScanCopy of(Path image, Path mask) {
    ScanCopy copy =
        new ScanCopy(scratch.file(".nii"), scratch.file(".nii.gz"), scratch.file(".nii.gz"));
    try {
      fill(copy.image(), image);
      fill(copy.mask(), mask);
      return copy;
    } catch (IOException e) {
      copy.close();
      throw new UncheckedIOException("a scan cannot be copied", e);
    }
  }

  private static void fill(ScratchFile file, Path from) throws IOException {
    Files.copy(from, file.path(), StandardCopyOption.REPLACE_EXISTING);
  }
}
