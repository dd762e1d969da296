package io.carryover.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.Structure;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.PatchNetwork;
import io.carryover.networks.dwp.KernelPosterior;
import io.carryover.networks.onnx.OnnxExport;
import io.carryover.networks.unet.UNet;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import io.carryover.networks.weights.WeightFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The U-Net as the trainer runs it, with random weights: what a served one is held against.
 *
 * @param weights file of its weights
 */
public record TrainedUNet(Path weights) implements PatchNetwork {
  /** Patch of its contract; none of its sides is the golden input's. */
  public static final io.carryover.imaging.volume.Shape PATCH =
      new io.carryover.imaging.volume.Shape(32, 40, 16);

  private static final UNetArchitecture ARCHITECTURE = UNetArchitecture.standard();

  /** A network of its own weights for each seed. */
  public static TrainedUNet random(Path folder, long seed) {
    Path file = folder.resolve("unet-%d.safetensors".formatted(seed));
    Random random = new Random(seed);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (Layer layer : ARCHITECTURE.layers()) {
        arrays.put(layer.name(), manager.create(he(layer, random), new Shape(layer.shape())));
      }
      WeightFile.write(arrays, file);
    }
    return new TrainedUNet(file);
  }

  /** The same network with a posterior: the standard deviation of each kernel weight. */
  public TrainedUNet withPosterior(double standardDeviation) {
    Path file = weights.resolveSibling("posterior-" + weights.getFileName());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Map<String, NDArray> arrays = WeightFile.read(manager, weights);
      for (Layer layer : ARCHITECTURE.layers()) {
        if (layer.hasPrior()) {
          NDArray logVariance = manager.zeros(new Shape(layer.shape()));
          arrays.put(
              KernelPosterior.logVarianceName(layer.name()),
              logVariance.add((float) (2 * Math.log(standardDeviation))));
        }
      }
      WeightFile.write(arrays, file);
    }
    return new TrainedUNet(file);
  }

  private static float[] he(Layer layer, Random random) {
    float[] values = new float[layer.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * layer.heStandardDeviation());
    }
    return values;
  }

  /** Writes it as the trainer does. */
  public Path export(Path onnxFile) {
    OnnxExport.export(weights, contract(), onnxFile);
    return onnxFile;
  }

  private static ModelContract contract() {
    return new ModelContract(
        NetworkSpec.unet(ARCHITECTURE.widths()),
        "RI",
        Structure.of("noise", List.of(1)),
        new InputSpec(PATCH, 0.5),
        new Lineage("run-1", "ab".repeat(32), Optional.empty(), "test"),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void run(PatchBatch batch) {
    float[] images = new float[batch.input().remaining()];
    batch.input().get(images);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray input = manager.create(images, shape(batch));
      NDArray logits =
          new UNet(ARCHITECTURE, manager).logits(WeightFile.read(manager, weights), input);
      batch.logits().put(logits.toFloatArray());
    }
  }

  private static Shape shape(PatchBatch batch) {
    io.carryover.imaging.volume.Shape patch = batch.patch();
    return new Shape(batch.size(), 1, patch.depth(), patch.height(), patch.width());
  }
}
