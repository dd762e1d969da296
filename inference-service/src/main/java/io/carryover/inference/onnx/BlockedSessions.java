package io.carryover.inference.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.blocked.BlockedGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The graph rewritten for blocked channels: one session for each shape, a patch at a time. */
final class BlockedSessions implements OpenGraph {
  private final SessionOpening opening;
  private final SessionRun names;
  private final ModelProto model;
  private final int block;
  private final Optional<SampledSession> sampled;
  private final Map<Shape, SessionRun> means = new ConcurrentHashMap<>();

  /**
   * Rewrites, and opens the session of the samples.
   *
   * @param names environment, input and output of the exported graph; its session is not used
   * @param patch shape of the samples' patches
   * @param block channels of a block
   * @throws io.carryover.inference.onnx.blocked.UnsupportedGraphException if it is not rewritten
   */
  BlockedSessions(
      SessionOpening opening,
      SessionRun names,
      ModelProto model,
      Optional<PosteriorGraph> posterior,
      Shape patch,
      int block) {
    this.opening = opening;
    this.names = names;
    this.model = model;
    this.block = block;
    this.sampled = posterior.map(graph -> sampled(graph, patch));
  }

  @Override
  public PatchNetwork mean(Shape patch) {
    SessionRun run =
        means.computeIfAbsent(patch, shape -> opened(BlockedGraph.of(model, shape, block)));
    return batch -> run.ofEach(batch, Map.of());
  }

  @Override
  public boolean hasPosterior() {
    return sampled.isPresent();
  }

  @Override
  public List<PatchNetwork> samples(int count, long seed) {
    SampledSession session = sampled.orElseThrow();
    return session.drawn(count, seed).stream()
        .<PatchNetwork>map(drawn -> batch -> session.run().ofEach(batch, drawn))
        .toList();
  }

  @Override
  public void close() {
    sampled.ifPresent(SampledSession::close);
    means.values().forEach(SessionRun::close);
  }

  private SampledSession sampled(PosteriorGraph posterior, Shape patch) {
    BlockedGraph graph = BlockedGraph.of(posterior.model(), patch, block);
    return new SampledSession(
        opened(graph), new WeightSamples(names.environment(), posterior.layers(), graph.filters()));
  }

  private SessionRun opened(BlockedGraph graph) {
    return names.of(opening.open(graph.model()).session());
  }
}
