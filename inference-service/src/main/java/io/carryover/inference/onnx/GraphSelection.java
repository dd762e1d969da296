package io.carryover.inference.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.blocked.BlockProbe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the graph that computes: on the processor the rewritten one, where it agrees with the
 * file's and is faster. Whatever goes wrong on the way, the file's graph is used.
 */
final class GraphSelection {
  private static final Logger log = LoggerFactory.getLogger(GraphSelection.class);

  /** Processors for which ONNX Runtime always has kernels of blocked channels. */
  private static final Set<String> X86 = Set.of("amd64", "x86_64");

  private final SessionOpening opening;
  private final ModelProto model;
  private final Optional<PosteriorGraph> posterior;

  /**
   * A selection.
   *
   * @param opening opens sessions of the device that the model is open on
   */
  GraphSelection(SessionOpening opening, ModelProto model) {
    this.opening = opening;
    this.model = model;
    this.posterior = PosteriorGraph.of(model);
  }

  /** A graph and why it is this one. */
  record Selected(OpenGraph graph, GraphChoice choice) {}

  /** The file's graph. */
  Selected exported(SessionRun mean, GraphChoice choice) {
    log.info("the graph of the file computes: {}", choice.reason());
    return new Selected(ExportedGraph.of(mean, opening, posterior), choice);
  }

  /**
   * The fastest graph.
   *
   * @param mean the file's graph, open; closed if another one is selected
   * @param patch shape of the patches that are to be fast
   */
  Selected fastest(SessionRun mean, Shape patch) {
    BlockedSessions blocked;
    try {
      blocked = new BlockedSessions(opening, mean, model, posterior, patch, block());
    } catch (RuntimeException | OrtException e) {
      return exported(mean, failed(e));
    }
    GraphChoice choice = raced(mean, blocked, patch);
    return choice.graph() == GraphChoice.Graph.BLOCKED
        ? blocked(mean, blocked, choice)
        : exported(mean, blocked, choice);
  }

  private static GraphChoice raced(SessionRun mean, OpenGraph blocked, Shape patch) {
    try {
      return new GraphRace(patch, System::nanoTime)
          .between(batch -> mean.of(batch, Map.of()), blocked.mean(patch));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static Selected blocked(SessionRun mean, OpenGraph blocked, GraphChoice choice) {
    log.info("the graph rewritten for blocked channels computes: {}", choice.reason());
    mean.close();
    return new Selected(blocked, choice);
  }

  private Selected exported(SessionRun mean, OpenGraph blocked, GraphChoice choice) {
    blocked.close();
    return exported(mean, choice);
  }

  private static GraphChoice failed(Exception e) {
    return GraphChoice.exported("rewriting failed, " + e.getMessage());
  }

  private int block() throws OrtException {
    if (!X86.contains(System.getProperty("os.arch"))) {
      throw new IllegalStateException("no blocked channels on " + System.getProperty("os.arch"));
    }
    try (OrtSession session = opening.open(BlockProbe.model()).session();
        OrtSession.Result shape = session.run(Map.of())) {
      return BlockProbe.block((float[]) ((OnnxTensor) shape.get(0)).getValue());
    }
  }
}
