package io.carryover.cli.demo;

import io.carryover.cli.segment.MaskFile;
import io.carryover.events.Method;
import io.carryover.events.SegmentationCompleted;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.volume.Mask;
import io.carryover.runtime.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Takes served masks out of the store, keeps a copy for people, and sets them beside the truth. */
final class ServedMasks {
  private final ArtifactStore store;
  private final Path folder;
  private final Map<String, SegmentationCompleted> byRequest;

  /**
   * The masks of a demo.
   *
   * @param folder where the copies go
   * @param byRequest finished segmentations by request
   */
  ServedMasks(ArtifactStore store, Path folder, Map<String, SegmentationCompleted> byRequest) {
    this.store = store;
    this.folder = folder;
    this.byRequest = Map.copyOf(byRequest);
  }

  /** A test scan, its label, and the mask of each method. */
  TestResult of(String cohortId, DecathlonCase scan, Set<Integer> labelValues) throws IOException {
    Map<Method, Mask> masks = new EnumMap<>(Method.class);
    for (Method method : DemoRun.METHODS) {
      masks.put(method, MaskFile.read(copied(new TestRequest(cohortId, scan, method))));
    }
    return new TestResult(
        scan.id(),
        LabelledScanReader.read(scan.image(), scan.label(), labelValues, scan.id()),
        masks);
  }

  private Path copied(TestRequest request) throws IOException {
    Path stored = store.fetch(byRequest.get(request.requestId()).getMask());
    Files.createDirectories(folder);
    return Files.copy(stored, file(request), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Where the copy of a request's mask lies. */
  Path file(TestRequest request) {
    return folder.resolve(request.requestId() + ".nii.gz");
  }
}
