package io.carryover.benchmarks.serving;

import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.carryover.networks.onnx.OnnxExport;
import io.carryover.networks.training.RandomWeights;
import io.carryover.networks.unet.UNetArchitecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A model and scans that are random: they are as large as real ones, and mean nothing. */
final class RandomModel {
  private static final String NONE = "0".repeat(64);

  private RandomModel() {}

  /** Writes a model file as the trainer does. */
  static Path write(Path folder, Shape patch, long seed) {
    UNetArchitecture architecture = UNetArchitecture.standard();
    Path weights = RandomWeights.write(architecture, seed, folder.resolve("random.safetensors"));
    Path file = folder.resolve("random.onnx");
    OnnxExport.export(weights, contract(architecture, patch), file);
    return file;
  }

  /** A scan of noise without any empty border. */
  static Volume scan(Shape shape, long seed) {
    Random random = new Random(seed);
    float[] voxels = new float[shape.voxels()];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = 1 + random.nextFloat();
    }
    return new Volume(Grid.ofOneMm(shape), voxels);
  }

  private static ModelContract contract(UNetArchitecture architecture, Shape patch) {
    return new ModelContract(
        NetworkSpec.unet(architecture.widths()),
        "RI",
        Structure.of("noise", List.of(1)),
        new InputSpec(patch, InputSpec.SERVED_OVERLAP),
        new Lineage("bench", NONE, Optional.empty(), "bench"),
        Optional.empty(),
        Optional.empty());
  }
}
