package io.carryover.networks.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.carryover.imaging.contract.PosteriorNames;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.networks.unet.UNetArchitecture.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The 3D U-Net as an ONNX graph, stage by stage the {@link io.carryover.networks.unet.UNet} of the
 * training: input {@code image} (batch, 1, depth, height, width), output {@code logits} (batch, 2,
 * depth, height, width), the sizes symbolic, the spatial sides multiples of 8.
 */
final class UNetGraph {

  static final String INPUT = "image";
  static final String OUTPUT = "logits";

  private final UNetArchitecture architecture;
  private final Map<String, float[]> weights;
  private final GraphNodes nodes = new GraphNodes("carryover_unet3d");

  private UNetGraph(UNetArchitecture architecture, Map<String, float[]> weights) {
    this.architecture = architecture;
    this.weights = weights;
  }

  /**
   * The graph of this network.
   *
   * @param weights by layer name, (out, in, edge, edge, edge) in C order
   */
  static GraphProto of(UNetArchitecture architecture, Map<String, float[]> weights) {
    return new UNetGraph(architecture, weights).build();
  }

  private GraphProto build() {
    String x = nodes.input(INPUT, List.of("batch", "1", "depth", "height", "width"));
    String x1 = conv("init_conv", x); // (N, 16, D, H, W)
    String x2 = residual("down2", down("down1", x1)); // (N, 32, D/2, H/2, W/2)
    String x3 = residual("down4", down("down3", x2)); // (N, 32, D/4, H/4, W/4)
    String x4 = residual("down6", down("down5", x3)); // (N, 64, D/8, H/8, W/8)
    String y3 = up("up1", x4, x3); // (N, 32, D/4, H/4, W/4)
    String y2 = up("up2", y3, x2); // (N, 32, D/2, H/2, W/2)
    String y1 = up("up3", y2, x1); // (N, 16, D, H, W)
    conv("out", OUTPUT, y1); // (N, 2, D, H, W)
    nodes.output(OUTPUT, List.of("batch", "2", "depth", "height", "width"));
    return nodes.build();
  }

  private String down(String name, String t) {
    String through = block(name + ".conv_2", block(name + ".conv_1", t));
    return nodes.add(name, through, block(name + ".down", t));
  }

  private String residual(String name, String t) {
    return nodes.add(name, t, block(name + ".conv_2", block(name + ".conv_1", t)));
  }

  private String up(String name, String t, String skip) {
    String larger = nodes.twice(name + ".twice", block(name + ".upsample", t));
    return residual(name, nodes.add(name + ".skip", larger, skip));
  }

  private String block(String name, String t) {
    int channels = architecture.layer(name).in();
    String normed = nodes.instanceNorm(name + ".norm", t, channels);
    return conv(name, nodes.relu(name + ".relu", normed));
  }

  private String conv(String name, String t) {
    return conv(name, name, t);
  }

  private String conv(String layerName, String output, String t) {
    Layer layer = architecture.layer(layerName);
    List<Long> shape = Arrays.stream(layer.shape()).boxed().toList();
    String kernel =
        nodes.constant(PosteriorNames.weightOf(layerName), shape, weights.get(layerName));
    return nodes.conv(output, t, kernel, layer.edge(), layer.stride());
  }
}
