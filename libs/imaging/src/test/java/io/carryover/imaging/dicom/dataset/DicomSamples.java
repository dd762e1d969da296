package io.carryover.imaging.dicom.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real DICOM files beside the repository, in ../shared/data/dicom.
 *
 * <p>They are not part of the project: without them a test skips and says so.
 */
public final class DicomSamples {
  /** 22 oblique slices of 512x512, explicit VR. */
  public static final String FLAIR = "mr-36459-FLAIRreg-76244";

  /** 32 slices of 35x51, explicit VR. */
  public static final String CROP = "mr-13_HCropVolume";

  /** 3 slices of 23x38 of CT, implicit VR. */
  public static final String CT = "seg-23x38x3/image";

  /** A segmentation of those, 1 bit a pixel. */
  public static final String SEGMENTATION = "seg-23x38x3/seg/label.seg";

  private static final Path FOLDER = repository().resolveSibling("shared/data/dicom");

  private DicomSamples() {}

  /** Skips the calling test where there are none. */
  public static void require(Class<?> test) {
    boolean there = Files.isDirectory(FOLDER);
    if (!there) {
      System.out.println(
          "SKIPPED: no DICOM files in ../shared/data/dicom, "
              + test.getSimpleName()
              + " reads nothing");
    }
    assumeTrue(there, "there is no ../shared/data/dicom");
  }

  /** A file or folder among them. */
  public static Path path(String name) {
    return FOLDER.resolve(name);
  }

  /** The files of a folder, by name. */
  public static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every DICOM file. */
  public static List<Path> all() {
    return Stream.concat(
            Stream.of(FLAIR, CROP, CT).flatMap(folder -> files(folder).stream()),
            Stream.of(path(SEGMENTATION)))
        .toList();
  }

  /** The folder with the build's wrapper, from wherever the test runs. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
