package io.carryover.networks.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.carryover.imaging.contract.PosteriorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The graph that draws what a sample of the posterior adds to the weights, see {@link
 * PosteriorNames}: no input, an output for each layer that has a posterior.
 *
 * <pre>
 *   deviation = exp(logVariance / 2) * RandomNormalLike(logVariance)
 * </pre>
 */
final class PosteriorSampler {

  private static final String HALF = "half";

  private PosteriorSampler() {}

  /**
   * The graph of these layers.
   *
   * @param logVariances of the weights themselves, by layer name, in C order
   * @param shapes of the weights, by layer name
   */
  static GraphProto of(Map<String, float[]> logVariances, Map<String, List<Long>> shapes) {
    GraphNodes nodes = new GraphNodes(PosteriorNames.GRAPH);
    String half = nodes.constant(HALF, List.of(), new float[] {0.5f});
    logVariances.forEach((layer, values) -> add(nodes, layer, values, shapes.get(layer), half));
    return nodes.build();
  }

  private static void add(
      GraphNodes nodes, String layer, float[] values, List<Long> shape, String half) {
    String logVariance = nodes.constant(PosteriorNames.logVarianceOf(layer), shape, values);
    String deviation = nodes.exp(layer + ".sigma", nodes.mul(layer + ".halved", logVariance, half));
    String noise = nodes.randomNormalLike(layer + ".noise", logVariance);
    nodes.output(
        nodes.mul(PosteriorNames.deviationOf(layer), deviation, noise),
        new ArrayList<>(shape.stream().map(String::valueOf).toList()));
  }
}
