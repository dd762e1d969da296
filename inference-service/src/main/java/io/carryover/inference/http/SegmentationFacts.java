package io.carryover.inference.http;

import io.carryover.imaging.volume.Grid;
import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.StatedUncertainty;
import java.util.Arrays;
import java.util.List;

/**
 * The facts about a mask, without the mask.
 *
 * @param model name of the model
 * @param modelSha256 digest of the model's file
 * @param volumeMl volume of the foreground in millilitres
 * @param foregroundVoxels voxels of the foreground
 * @param uncertainty what samples of the model's weights say; null without samples
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
    Uncertainty uncertainty,
    List<Integer> shape,
    List<Double> spacingMm,
    String device,
    double seconds) {
  private static final double MILLIS_PER_SECOND = 1000;

  /**
   * What samples of the model's weights say.
   *
   * @param samples weights that were drawn
   * @param volumeLowMl lower end of the volume's 95 % interval
   * @param volumeHighMl upper end
   * @param calibrated whether the interval's width was fitted to validation scans
   * @param agreement mean DSC of the samples' masks and the mask
   * @param refer whether a person should look at the mask; null where nobody measured it
   */
  public record Uncertainty(
      int samples,
      double volumeLowMl,
      double volumeHighMl,
      boolean calibrated,
      double agreement,
      Boolean refer) {

    private static Uncertainty of(StatedUncertainty stated) {
      return new Uncertainty(
          stated.samples(),
          stated.volume().lowMl(),
          stated.volume().highMl(),
          stated.calibrated(),
          stated.agreement(),
          stated.refer().orElse(null));
    }
  }

  static SegmentationFacts of(Answer answer) {
    Grid grid = answer.scan().grid();
    return new SegmentationFacts(
        answer.model(),
        answer.modelSha256(),
        answer.scan().volumeMl(),
        answer.scan().foregroundVoxels(),
        answer.scan().uncertainty().map(Uncertainty::of).orElse(null),
        Arrays.stream(grid.shape().sides()).boxed().toList(),
        Arrays.stream(grid.spacingMm()).boxed().toList(),
        answer.device().text(),
        answer.scan().times().working().toMillis() / MILLIS_PER_SECOND);
  }
}
