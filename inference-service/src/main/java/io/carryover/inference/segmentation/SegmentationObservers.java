package io.carryover.inference.segmentation;

import java.util.List;

/** Several observers as one. */
final class SegmentationObservers implements SegmentationObserver {
  private final List<SegmentationObserver> observers;

  SegmentationObservers(SegmentationObserver... observers) {
    this.observers = List.of(observers);
  }

  @Override
  public void answered(Answer answer) {
    observers.forEach(observer -> observer.answered(answer));
  }

  @Override
  public void refused(Refusal refusal) {
    observers.forEach(observer -> observer.refused(refusal));
  }
}
