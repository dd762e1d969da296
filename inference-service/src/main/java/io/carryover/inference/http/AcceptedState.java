package io.carryover.inference.http;

import io.carryover.events.MapRef;
import io.carryover.events.Reason;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.SegmentationCompleted;
import java.util.List;
import java.util.Optional;

/**
 * A segmentation that was accepted.
 *
 * @param id its id
 * @param state PENDING, COMPLETED, REJECTED or FAILED
 * @param code why it was refused
 * @param detail rule, actual value, where
 * @param result where it is completed
 */
public record AcceptedState(
    String id,
    String state,
    Optional<String> code,
    Optional<String> detail,
    Optional<Result> result) {

  /**
   * The result. The mask is at {@code mask}, each map at {@code maps/NAME} under the segmentation.
   *
   * @param model name of the model
   * @param modelSha256 digest of the version that answered
   * @param foregroundVoxels voxels of the mask
   * @param volumeMl volume of the mask in millilitres
   * @param samples weights that were drawn
   * @param volumeLowMl lower end of the volume's 95 % interval
   * @param volumeHighMl its upper end
   * @param calibrated whether the interval was fitted to validation scans
   * @param agreement mean DSC of the samples' masks and the mask
   * @param refer whether a person should look
   * @param maps names of the maps
   * @param device cpu or cuda
   * @param seconds time of the work
   */
  public record Result(
      String model,
      String modelSha256,
      long foregroundVoxels,
      double volumeMl,
      int samples,
      Optional<Double> volumeLowMl,
      Optional<Double> volumeHighMl,
      boolean calibrated,
      Optional<Double> agreement,
      Optional<Boolean> refer,
      List<String> maps,
      String device,
      double seconds) {

    static Result of(SegmentationCompleted completed) {
      return new Result(
          completed.getModel(),
          completed.getModelSha256(),
          completed.getForegroundVoxels(),
          completed.getVolumeMl(),
          completed.getSamples(),
          Optional.ofNullable(completed.getVolumeLowMl()),
          Optional.ofNullable(completed.getVolumeHighMl()),
          completed.getCalibrated(),
          Optional.ofNullable(completed.getAgreement()),
          Optional.ofNullable(completed.getRefer()),
          completed.getMaps().stream().map(MapRef::getKind).toList(),
          completed.getDevice(),
          completed.getSeconds());
    }
  }

  static AcceptedState pending(String id) {
    return new AcceptedState(id, "PENDING", Optional.empty(), Optional.empty(), Optional.empty());
  }

  static AcceptedState completed(String id, SegmentationCompleted completed) {
    return new AcceptedState(
        id, "COMPLETED", Optional.empty(), Optional.empty(), Optional.of(Result.of(completed)));
  }

  static AcceptedState refused(String id, RunStatusChanged refusal) {
    Optional<Reason> reason = Optional.ofNullable(refusal.getReason());
    return new AcceptedState(
        id,
        refusal.getState().name(),
        reason.map(Reason::getCode),
        reason.map(Reason::getMessage),
        Optional.empty());
  }
}
