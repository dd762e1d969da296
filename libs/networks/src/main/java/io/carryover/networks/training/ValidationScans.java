package io.carryover.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.carryover.imaging.metrics.Overlap;
import io.carryover.networks.loss.SegmentationLoss;
import io.carryover.networks.training.Batches.Batch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Loss, DSC and IoU on the validation scans: per scan, then averaged. */
final class ValidationScans {

  private static final NDIndex BACKGROUND = new NDIndex(":,0");
  private static final NDIndex FOREGROUND = new NDIndex(":,1");

  private final List<Example> scans;
  private final Batches batches;

  ValidationScans(List<Example> scans, Batches batches) {
    this.scans = scans;
    this.batches = batches;
  }

  /** What the network of these weights does; empty without scans. */
  Optional<Evaluation> evaluate(Network network, Map<String, NDArray> weights) {
    List<Score> scores = scans.stream().map(scan -> score(network, weights, scan)).toList();
    return scores.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evaluation(
                mean(scores, Score::loss),
                OptionalDouble.of(mean(scores, s -> s.overlap().dsc())),
                OptionalDouble.of(mean(scores, s -> s.overlap().iou()))));
  }

  /** Images to logits by weights. */
  interface Network {
    NDArray logits(Map<String, NDArray> weights, NDArray images);
  }

  private record Score(double loss, Overlap overlap) {}

  private Score score(Network network, Map<String, NDArray> weights, Example scan) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Batch batch = batches.of(List.of(scan));
      NDArray logits = network.logits(weights, batch.images());
      return new Score(
          number(SegmentationLoss.total(logits, batch.masks())), overlap(logits, batch.masks()));
    }
  }

  private static Overlap overlap(NDArray logits, NDArray masks) {
    NDArray predicted =
        logits.get(FOREGROUND).gt(logits.get(BACKGROUND)).toType(DataType.FLOAT32, false);
    long both = Math.round(number(predicted.mul(masks).sum()));
    long found = Math.round(number(predicted.sum()));
    long there = Math.round(number(masks.sum()));
    return new Overlap(both, found - both, there - both);
  }

  private static double mean(List<Score> scores, ToDoubleFunction<Score> figure) {
    return scores.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }
}
