package io.carryover.inference.segmentation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest scans that were dealt with, the newest first; no names, no ids. */
public final class RecentSegmentations implements SegmentationObserver {
  private final int kept;
  private final Deque<Recent> latest = new ArrayDeque<>();

  /** One scan: it was answered or refused. */
  public sealed interface Recent {}

  /** It was segmented. */
  public record Answered(Answer answer) implements Recent {}

  /** It was not. */
  public record Refused(Refusal refusal) implements Recent {}

  /**
   * An empty list.
   *
   * @param kept how many are remembered
   */
  public RecentSegmentations(int kept) {
    this.kept = kept;
  }

  @Override
  public void answered(Answer answer) {
    remember(new Answered(answer));
  }

  @Override
  public void refused(Refusal refusal) {
    remember(new Refused(refusal));
  }

  /** The latest, the newest first; a copy. */
  public synchronized List<Recent> latest() {
    return List.copyOf(latest);
  }

  private synchronized void remember(Recent recent) {
    latest.addFirst(recent);
    if (latest.size() > kept) {
      latest.removeLast();
    }
  }
}
