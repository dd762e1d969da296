package io.carryover.trainer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.carryover.events.ArtifactRef;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanLabelled;
import io.carryover.events.ScanRef;
import io.carryover.events.Split;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.scan.LabelledScan;
import io.carryover.imaging.volume.Affine;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.runtime.id.Sha256;
import io.carryover.runtime.store.ArtifactRefs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Phantom scans of 16x16x16 in a folder, good ones and one of each defect. */
public final class PhantomScans {
  public static final Shape SHAPE = Shape.cube(16);

  private static final PhantomCohort PHANTOMS = PhantomCohort.target(SHAPE, 11);

  private final Path folder;
  private final String cohortId;

  public PhantomScans(Path folder, String cohortId) {
    this.folder = folder;
    this.cohortId = cohortId;
  }

  /**
   * A scan that must be refused.
   *
   * @param code why
   * @param scan as it is published
   */
  public record BadScan(String code, ScanLabelled scan) {
    @Override
    public String toString() {
      return scan.getScan().getScanId();
    }
  }

  /** A scan that must be admitted. */
  public ScanLabelled good(int index, Split split) {
    String id = "phantom_%03d".formatted(index);
    LabelledScan phantom = PHANTOMS.scan(index);
    return labelled(id, split, image(id, phantom.image()), label(id, phantom.mask()));
  }

  /**
   * One scan for each way of being wrong.
   *
   * @param outside a folder that must not be read
   */
  public List<BadScan> bad(Path outside) {
    return List.of(
        new BadScan(
            "MASK_SHAPE_DIFFERS", maskOn("other-shape", Grid.ofOneMm(new Shape(16, 16, 8)))),
        new BadScan("MASK_AFFINE_DIFFERS", maskOn("other-affine", twiceAsWide())),
        new BadScan(
            "UNREADABLE_IMAGE", imageOf("unreadable", "no image at all".getBytes(US_ASCII))),
        new BadScan("TRUNCATED_IMAGE", imageOf("truncated", firstHalf(goodImage("whole")))),
        new BadScan(
            "UNREADABLE_IMAGE", labelOf("unreadable-mask", "no mask at all".getBytes(US_ASCII))),
        new BadScan("NAN_VOXELS", withVoxel("nan", Float.NaN)),
        new BadScan("NAN_VOXELS", withVoxel("infinite", Float.POSITIVE_INFINITY)),
        new BadScan("EMPTY_IMAGE", withoutContrast("no-contrast")),
        new BadScan("EMPTY_MASK", maskOn("empty-mask", PHANTOMS.scan(0).mask().grid())),
        new BadScan("URI_NOT_ALLOWED", new PhantomScans(outside, cohortId).good(0, Split.TRAIN)),
        new BadScan("URI_NOT_ALLOWED", at("other-scheme", "https://example.org/scan.nii")),
        new BadScan(
            "ARTIFACT_MISSING", at("missing", folder.resolve("none.nii").toUri().toString())),
        new BadScan(
            "URI_NOT_ALLOWED", at("link", link("link-out.nii", outside).toUri().toString())),
        new BadScan("SIZE_DIFFERS", grownSinceItsDigest("grown")),
        new BadScan("DIGEST_DIFFERS", changedSinceItsDigest("changed")),
        new BadScan("SCAN_ID_INVALID", named("Doe^Jane")),
        new BadScan("UNKNOWN_COHORT", new PhantomScans(folder, "nobody").good(1, Split.TRAIN)));
  }

  private ScanLabelled maskOn(String id, Grid grid) {
    Mask mask = new Mask(grid, new byte[grid.shape().voxels()]);
    return labelled(id, Split.TRAIN, goodImage(id), label(id, mask));
  }

  private ScanLabelled withVoxel(String id, float value) {
    Volume image = PHANTOMS.scan(0).image();
    float[] voxels = image.voxels().clone();
    voxels[voxels.length / 2] = value;
    return labelled(id, Split.TRAIN, image(id, new Volume(image.grid(), voxels)), goodLabel(id));
  }

  private ScanLabelled imageOf(String id, byte[] bytes) {
    return labelled(id, Split.TRAIN, written(id + ".nii", bytes), goodLabel(id));
  }

  private ScanLabelled labelOf(String id, byte[] bytes) {
    return labelled(id, Split.TRAIN, goodImage(id), written(id + "_label.nii", bytes));
  }

  private ScanLabelled withoutContrast(String id) {
    Volume image = PHANTOMS.scan(0).image();
    Volume even = new Volume(image.grid(), new float[image.voxels().length]);
    return labelled(id, Split.TRAIN, image(id, even), goodLabel(id));
  }

  /** A link in the folder to a good image that must not be read. */
  private Path link(String name, Path outside) {
    try {
      Path target = new PhantomScans(outside, cohortId).goodImage("linked");
      return Files.createSymbolicLink(folder.resolve(name), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScanLabelled at(String id, String uri) {
    ScanLabelled scan = labelled(id, Split.TRAIN, goodImage(id), goodLabel(id));
    scan.getScan().getImage().setUri(uri);
    return scan;
  }

  private ScanLabelled grownSinceItsDigest(String id) {
    ScanLabelled scan = labelled(id, Split.TRAIN, goodImage(id), goodLabel(id));
    scan.getScan().getImage().setSizeBytes(1);
    return scan;
  }

  private ScanLabelled changedSinceItsDigest(String id) {
    ScanLabelled scan = labelled(id, Split.TRAIN, goodImage(id), goodLabel(id));
    scan.getScan().getLabel().setSha256(Sha256.of(new byte[] {1}));
    return scan;
  }

  private ScanLabelled named(String id) {
    ScanLabelled scan = good(2, Split.TRAIN);
    scan.getScan().setScanId(id);
    return scan;
  }

  private static Grid twiceAsWide() {
    return new Grid(SHAPE, Affine.ofSpacing(2, 2, 2));
  }

  private Path goodImage(String id) {
    return image(id, PHANTOMS.scan(0).image());
  }

  private Path goodLabel(String id) {
    return label(id, PHANTOMS.scan(0).mask());
  }

  private Path image(String id, Volume volume) {
    Path file = folder.resolve(id + ".nii");
    try {
      NiftiWriter.write(file, volume);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Path label(String id, Mask mask) {
    Path file = folder.resolve(id + "_label.nii");
    try {
      NiftiWriter.write(file, mask);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Path written(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] firstHalf(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Arrays.copyOf(bytes, bytes.length / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScanLabelled labelled(String id, Split split, Path image, Path label) {
    ArtifactRef imageRef = ArtifactRefs.of(image);
    return new ScanLabelled(
        cohortId,
        new ScanRef(id, split, ScanFormat.NIFTI, imageRef, ArtifactRefs.of(label)),
        TrainerEvents.NOON);
  }
}
