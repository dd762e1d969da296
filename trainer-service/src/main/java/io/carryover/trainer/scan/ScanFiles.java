package io.carryover.trainer.scan;

import io.carryover.events.Foreground;
import io.carryover.events.ScanRef;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.volume.InvalidImageException;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.util.HashSet;

/** Fetches and reads the files behind a scan's references. */
public final class ScanFiles {
  private final ArtifactStore store;

  public ScanFiles(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Image and mask of a scan on its own grid.
   *
   * @throws RejectedException with the store's codes (URI_NOT_ALLOWED, DIGEST_DIFFERS, ...) or the
   *     image's (NAN_VOXELS, MASK_SHAPE_DIFFERS, ...)
   */
  public LabelledScan read(ScanRef scan, Foreground foreground) {
    Path image = store.fetch(scan.getImage());
    Path label = store.fetch(scan.getLabel());
    try {
      return LabelledScanReader.read(
          image, label, new HashSet<>(foreground.getLabelValues()), scan.getScanId());
    } catch (InvalidImageException e) {
      throw new RejectedException(e.code(), e.getMessage(), e);
    }
  }
}
