package io.carryover.cli.scan;

import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** Invented scans for whoever has none at hand. */
public final class PhantomFolders {
  private static final int SOURCE_SCANS = 48;
  private static final Shape SHAPE = new Shape(32, 48, 32);

  private PhantomFolders() {}

  /** Writes a source and a target folder; the same seed writes the same. */
  public static void write(Path source, Path target, int targetScans, long seed)
      throws IOException {
    PhantomCohort.source(SHAPE, seed).writeDecathlon(source, SOURCE_SCANS);
    PhantomCohort.target(SHAPE, seed).writeDecathlon(target, targetScans);
  }
}
