package io.carryover.inference.http;

import io.carryover.inference.segmentation.Answer;
import io.carryover.inference.segmentation.InFlight;
import io.carryover.inference.segmentation.LeasedSegmentation;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.inference.segmentation.Refusal;
import io.carryover.inference.segmentation.Refusal.Outcome;
import io.carryover.inference.segmentation.ScanJob;
import io.carryover.inference.segmentation.ScratchDirectory;
import io.carryover.inference.segmentation.ScratchFile;
import io.carryover.inference.segmentation.ScratchResults;
import io.carryover.inference.segmentation.SegmentationObserver;
import io.carryover.inference.segmentation.UnavailableException;
import io.carryover.inference.segmentation.Via;
import io.carryover.inference.segmentation.WithdrawnException;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Segments scans that come as bodies. Safe from any thread. */
final class UploadedSegmentation {
  private final InFlight inFlight;
  private final ServedModels models;
  private final Upload upload;
  private final LeasedSegmentation segmentation;
  private final SegmentationObserver observer;
  private final ScratchDirectory scratch;
  private final Clock clock;

  /**
   * Segments bodies.
   *
   * @param scratch for bodies and results on their way
   */
  UploadedSegmentation(
      InFlight inFlight,
      ServedModels models,
      Upload upload,
      LeasedSegmentation segmentation,
      SegmentationObserver observer,
      ScratchDirectory scratch,
      Clock clock) {
    this.inFlight = inFlight;
    this.models = models;
    this.upload = upload;
    this.segmentation = segmentation;
    this.observer = observer;
    this.scratch = scratch;
    this.clock = clock;
  }

  /**
   * Segments one body.
   *
   * @throws RejectedException if model, length or scan are bad
   * @throws UnavailableException if there is no place or no model now, or its time is over
   * @throws IOException if the body breaks off
   */
  SegmentedUpload segment(UploadedScan scan) throws IOException {
    try {
      upload.requireWithin(scan.announcedBytes());
      return inFlight.run(() -> withModel(scan));
    } catch (RejectedException e) {
      refused(Outcome.REJECTED, e.reason().getCode());
      throw e;
    } catch (UnavailableException e) {
      refused(Outcome.UNAVAILABLE, e.code());
      throw e;
    } catch (WithdrawnException e) {
      refused(Outcome.WITHDRAWN, e.reason().getCode());
      throw new UnavailableException(e.reason().getCode(), e.getMessage());
    } catch (IOException e) {
      refused(Outcome.REJECTED, "BODY_BROKEN_OFF");
      throw e;
    } catch (RuntimeException e) {
      refused(Outcome.FAILED, "INTERNAL_ERROR");
      throw e;
    }
  }

  private SegmentedUpload withModel(UploadedScan scan) throws IOException {
    try (ModelLease lease = models.lease(scan.model(), scan.sha256(), scan.requestId())) {
      return withFiles(lease, scan);
    }
  }

  private SegmentedUpload withFiles(ModelLease lease, UploadedScan scan) throws IOException {
    try (ScratchFile image = scratch.file(".nii");
        ScratchResults results = new ScratchResults(scratch, scan.asked().maps())) {
      upload.receive(scan.body(), image.path());
      Answer answer =
          segmentation.segment(
              lease,
              new ScanJob(
                  Via.HTTP,
                  Duration.ZERO,
                  image.path(),
                  results.files(),
                  scan.asked(),
                  scan.terms()));
      return SegmentedUpload.of(answer, results.files());
    }
  }

  private void refused(Outcome outcome, String code) {
    observer.refused(new Refusal(Via.HTTP, outcome, code, clock.instant()));
  }
}
