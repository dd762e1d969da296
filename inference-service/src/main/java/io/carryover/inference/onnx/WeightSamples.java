package io.carryover.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.carryover.inference.onnx.blocked.FilterLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Weights drawn from a posterior: mean + exp(logVariance / 2) epsilon, epsilon standard normal.
 *
 * <p>The draws of the last seed are kept, since most requests have the same one: each takes as much
 * memory as the weights that have a posterior, some 3 MiB. {@link Random} states its algorithm, so
 * that a seed draws the same weights wherever it is used. One thread at a time.
 */
final class WeightSamples implements AutoCloseable {
  private final OrtEnvironment environment;
  private final List<PosteriorGraph.Layer> layers;
  private final Map<String, FilterLayout> layouts;
  private final List<Map<String, OnnxTensor>> drawn = new ArrayList<>();
  private long seed;

  /**
   * Draws for the inputs of a graph.
   *
   * @param layouts how its inputs are laid out, by name; those that are not named as in the file
   */
  WeightSamples(
      OrtEnvironment environment,
      List<PosteriorGraph.Layer> layers,
      Map<String, FilterLayout> layouts) {
    this.environment = environment;
    this.layers = layers;
    this.layouts = layouts;
  }

  /** The first draws of a seed: inputs by name; they live until another seed is asked for. */
  List<Map<String, OnnxTensor>> first(int count, long wanted) throws OrtException {
    if (wanted != seed) {
      close();
      seed = wanted;
    }
    while (drawn.size() < count) {
      drawn.add(draw(drawn.size()));
    }
    return List.copyOf(drawn.subList(0, count));
  }

  @Override
  public void close() {
    drawn.forEach(inputs -> inputs.values().forEach(OnnxTensor::close));
    drawn.clear();
  }

  private Map<String, OnnxTensor> draw(int number) throws OrtException {
    Random random = new Random(seedOf(number));
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    for (PosteriorGraph.Layer layer : layers) {
      inputs.put(layer.input(), laidOut(layer, values(layer, random)));
    }
    return inputs;
  }

  /** Neighbouring seeds of {@link Random} begin alike; those of this one do not. */
  private long seedOf(int number) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int skipped = 0; skipped < number; skipped++) {
      seeds.nextLong();
    }
    return seeds.nextLong();
  }

  private OnnxTensor laidOut(PosteriorGraph.Layer layer, float[] values) throws OrtException {
    FilterLayout layout = layouts.get(layer.input());
    return layout == null
        ? tensor(values, layer.shape().stream().mapToLong(Long::longValue).toArray())
        : tensor(layout.of(values), layout.shape());
  }

  private OnnxTensor tensor(float[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  private static float[] values(PosteriorGraph.Layer layer, Random random) {
    float[] values = new float[layer.mean().remaining()];
    for (int index = 0; index < values.length; index++) {
      double deviation = Math.exp(layer.logVariance().get(index) / 2.0);
      values[index] = (float) (layer.mean().get(index) + deviation * random.nextGaussian());
    }
    return values;
  }
}
