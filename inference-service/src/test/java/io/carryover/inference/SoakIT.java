package io.carryover.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.inference.registry.ExportedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service under many requests of mixed sizes: its memory does not grow. As many as
 * {@code -Dcarryover.soak.requests} says.
 */
class SoakIT {
  private static final int REQUESTS = Integer.getInteger("carryover.soak.requests", 200);

  /** Every size and every path has been taken, the compilers are done. */
  private static final int WARM = REQUESTS / 3;

  private static final double MIB = 1 << 20;

  /** Of a process of some 500 MiB: the noise of a heap that is collected when it likes. */
  private static final double FLAT_MIB = 64;

  @TempDir private static Path directory;
  private static Installation installation;

  @BeforeAll
  static void serveAUNet() throws IOException {
    installation = Installation.start(directory, Map.of());
    try (TestClient client = new TestClient(installation)) {
      Path file =
          TrainedUNet.random(directory, 5).withPosterior(0.01).export(directory.resolve("u.onnx"));
      client.export(ExportedModels.of("unet", client.store().put(file, "unet.onnx")));
    }
  }

  @AfterAll
  static void stopService() {
    installation.close();
  }

  @Test
  void memoryIsFlatOverRequestsOfMixedSizes() throws IOException {
    // Given
    Random random = new Random(1);
    List<byte[]> scans = new ArrayList<>();
    for (int size = 0; size < 10; size++) {
      scans.add(scan(random));
    }
    List<Double> memory = new ArrayList<>();
    // When
    for (int request = 0; request < REQUESTS; request++) {
      segment(scans.get(random.nextInt(scans.size())), request % 5 == 0 ? 2 : 0);
      memory.add(residentMiB());
    }
    // Then
    double early = largest(memory.subList(WARM / 2, WARM));
    double late = largest(memory.subList(REQUESTS - WARM / 2, REQUESTS));
    System.out.printf(
        "resident MiB: first %.0f, most of requests %d to %d %.0f, of the last %d %.0f%n",
        memory.get(0), WARM / 2, WARM, early, WARM / 2, late);
    assertThat(late).isLessThan(early + FLAT_MIB);
    assertThat(installation.scratch()).isEmptyDirectory();
  }

  private static void segment(byte[] scan, int samples) {
    given()
        .baseUri(installation.service().root().toString())
        .contentType("application/octet-stream")
        .body(scan)
        .post("/v1/segmentations?model=unet&samples=" + samples)
        .then()
        .statusCode(200);
  }

  private static double residentMiB() {
    return given()
            .baseUri(installation.service().root().toString())
            .get("/q/metrics")
            .asString()
            .lines()
            .filter(line -> line.startsWith("process_resident_memory_bytes"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .findFirst()
            .orElseThrow()
        / MIB;
  }

  private static double largest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** One to four patches. */
  private static byte[] scan(Random random) throws IOException {
    Shape shape =
        new Shape(16 + random.nextInt(32), 20 + random.nextInt(30), 8 + random.nextInt(12));
    float[] voxels = new float[shape.voxels()];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = random.nextFloat();
    }
    Path file = directory.resolve("soak.nii.gz");
    NiftiWriter.write(file, new Volume(Grid.ofOneMm(shape), voxels));
    return Files.readAllBytes(file);
  }
}
