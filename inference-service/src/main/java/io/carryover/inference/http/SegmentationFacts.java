package io.carryover.inference.http;

import io.carryover.imaging.volume.Grid;
import io.carryover.inference.segmentation.Answer;
import java.util.Arrays;
import java.util.List;

/**
 * The facts about a mask, without the mask.
 *
 * @param model name of the model
 * @param modelSha256 digest of the model's file
 * @param volumeMl volume of the foreground in millilitres
 * @param foregroundVoxels voxels of the foreground
 * @param shape voxels along the axes of the scan
 * @param spacingMm spacing along the axes of the scan
 * @param device cpu or cuda
 * @param seconds time from the body's end to the mask, waiting left out
 */
public record SegmentationFacts(
    String model,
    String modelSha256,
    double volumeMl,
    long foregroundVoxels,
    List<Integer> shape,
    List<Double> spacingMm,
    String device,
    double seconds) {
  private static final double MILLIS_PER_SECOND = 1000;

  static SegmentationFacts of(Answer answer) {
    Grid grid = answer.scan().grid();
    return new SegmentationFacts(
        answer.model(),
        answer.modelSha256(),
        answer.scan().volumeMl(),
        answer.scan().foregroundVoxels(),
        Arrays.stream(grid.shape().sides()).boxed().toList(),
        Arrays.stream(grid.spacingMm()).boxed().toList(),
        answer.device().text(),
        answer.scan().times().working().toMillis() / MILLIS_PER_SECOND);
  }
}
