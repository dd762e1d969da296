package io.carryover.imaging.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads our masks back with nibabel, where it is installed. */
class NibabelCrossCheckTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Tolerances: float32 header fields (1e-5 mm), quaternions near half a turn (0.02 mm). */
  private static final String SCRIPT =
      """
      import sys, numpy as np, nibabel as nib
      for mask, image in zip(sys.argv[1::2], sys.argv[2::2]):
          m, i = nib.load(mask), nib.load(image)
          assert m.shape == i.shape[:3] and m.get_data_dtype() == np.uint8, m.shape
          assert np.allclose(m.affine, i.affine, atol=1e-5), (m.affine, i.affine)
          assert np.allclose(m.get_qform(), i.affine, atol=0.02), m.get_qform()
          assert np.allclose(m.header.get_zooms(), nib.affines.voxel_sizes(i.affine))
          assert np.array_equal(m.get_fdata(), i.get_fdata().reshape(m.shape) > 0)
      print("agreed")
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsNibabel() throws IOException, InterruptedException {
    boolean there = Files.isExecutable(PYTHON) && run("-c", "import nibabel").isEmpty();
    if (!there) {
      System.out.println("SKIPPED: no python3-nibabel here, masks are not read back by it");
    }
    assumeTrue(there, "python3-nibabel is not installed");
  }

  @Test
  void nibabelReadsMasksWhereTheImagesLie() throws IOException, InterruptedException {
    // Given: a mask of all positive voxels of each image
    List<String> command = new ArrayList<>(List.of("-c", SCRIPT));
    for (String golden : goldens().toList()) {
      Volume image = NiftiReader.read(Golden.resource(golden));
      Path mask = folder.resolve(golden + ".mask.nii.gz");
      NiftiWriter.write(mask, positive(image));
      command.addAll(List.of(mask.toString(), Golden.resource(golden).toString()));
    }

    // Then
    assertThat(run(command.toArray(String[]::new))).isEqualTo("agreed");
  }

  private static Stream<String> goldens() {
    Stream<String> chosen =
        Stream.of("both_v1_be.nii", "qform_v2_le.nii", "dimensions_5.nii.gz", "no_transform.nii");
    Stream<String> turned = Golden.canonical().map(Golden::name);
    return Stream.concat(
        chosen, turned.filter(name -> name.contains("_turn_") || name.contains("A")));
  }

  private static Mask positive(Volume image) {
    byte[] voxels = new byte[image.voxels().length];
    for (int index = 0; index < voxels.length; index++) {
      voxels[index] = (byte) (image.voxels()[index] > 0 ? 1 : 0);
    }
    return new Mask(image.grid(), voxels);
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }
}
