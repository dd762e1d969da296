package io.carryover.inference.onnx;

import io.carryover.imaging.volume.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The graph of the file as it is: batches of patches of any shape. */
final class ExportedGraph implements OpenGraph {
  private final SessionRun mean;
  private final Optional<SampledSession> sampled;

  private ExportedGraph(SessionRun mean, Optional<SampledSession> sampled) {
    this.mean = mean;
    this.sampled = sampled;
  }

  /**
   * Takes the session of the mean weights over and opens that of the samples.
   *
   * @param mean runs the mean weights; closed with the graph
   */
  static ExportedGraph of(
      SessionRun mean, SessionOpening opening, Optional<PosteriorGraph> posterior) {
    return new ExportedGraph(
        mean,
        posterior.map(
            graph ->
                new SampledSession(
                    mean.of(opening.open(graph.model().toByteArray()).session()),
                    new WeightSamples(mean.environment(), graph.layers(), Map.of()))));
  }

  @Override
  public PatchNetwork mean(Shape patch) {
    return batch -> mean.of(batch, Map.of());
  }

  @Override
  public boolean hasPosterior() {
    return sampled.isPresent();
  }

  @Override
  public List<PatchNetwork> samples(int count, long seed) {
    SampledSession session = sampled.orElseThrow();
    return session.drawn(count, seed).stream()
        .<PatchNetwork>map(drawn -> batch -> session.run().of(batch, drawn))
        .toList();
  }

  @Override
  public void close() {
    sampled.ifPresent(SampledSession::close);
    mean.close();
  }
}
