package io.carryover.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session whose weights come with each run, and the weights that are drawn for it. */
final class SampledSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WeightSamples weights;

  private SampledSession(OrtEnvironment environment, OrtSession session, WeightSamples weights) {
    this.environment = environment;
    this.session = session;
    this.weights = weights;
  }

  /** The session of a file that carries a posterior; empty for another. */
  static Optional<SampledSession> open(
      OrtEnvironment environment, SessionOpening opening, Path file) {
    return PosteriorGraph.read(file)
        .map(
            graph ->
                new SampledSession(
                    environment,
                    opening.open(graph.model()).session(),
                    new WeightSamples(environment, graph.layers())));
  }

  /** Networks of the first draws of a seed. */
  List<PatchNetwork> samples(int count, long seed, String input, String output) {
    SessionRun run = new SessionRun(environment, session, input, output);
    return drawn(count, seed).stream()
        .<PatchNetwork>map(drawn -> batch -> run.of(batch, drawn))
        .toList();
  }

  private List<Map<String, OnnxTensor>> drawn(int count, long seed) {
    try {
      return weights.first(count, seed);
    } catch (OrtException e) {
      throw new InferenceException("weights cannot be drawn: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    weights.close();
    OnnxModel.closeQuietly(session);
  }
}
