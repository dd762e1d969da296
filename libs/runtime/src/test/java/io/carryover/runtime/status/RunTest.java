package io.carryover.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.EventCodec;
import io.carryover.events.Method;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.RunKind;
import io.carryover.events.ScanFormat;
import io.carryover.events.ScanLabelled;
import io.carryover.events.ScanRef;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import io.carryover.runtime.id.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void sourceTrainingIsLabelledByItsNetwork() {
    assertThat(Run.of(training(Method.SOURCE)))
        .isEqualTo(new Run("r", RunKind.TRAINING, "hippocampus", "source network 1 of 2"));
  }

  @Test
  void targetTrainingIsLabelledByMethodAndScans() {
    assertThat(Run.of(training(Method.DWP)).label()).isEqualTo("DWP on 3 scans");
  }

  @Test
  void fitIsLabelledByItsSourceCohort() {
    // Given
    PriorFitRequested request = new PriorFitRequested();
    request.setPriorId("p");
    request.setSourceCohortId("hippocampus");
    request.setRunIds(List.of("a", "b"));

    // Then
    assertThat(Run.of(request))
        .isEqualTo(new Run("p", RunKind.PRIOR, "hippocampus", "prior of hippocampus, 2 networks"));
  }

  @Test
  void segmentationIsOfNoCohort() {
    // Given
    SegmentationRequested request = new SegmentationRequested();
    request.setRequestId("s");
    request.setModel("caudate-dwp");

    // Then
    assertThat(Run.of(request))
        .isEqualTo(new Run("s", RunKind.SEGMENTATION, null, "segmentation by caudate-dwp"));
  }

  @Test
  void admissionIsKnownByCohortAndScan() {
    assertThat(Run.of(labelled("hippocampus_001")))
        .isEqualTo(new Run("caudate/hippocampus_001", RunKind.SCAN, "caudate", "train scan"));
  }

  @Test
  void scanIdThatMayBeANameIsShownAsTheDigestOfItsRecord() {
    // Given
    ScanLabelled labelled = labelled("Doe^Jane");
    // When
    String id = Run.of(labelled).id();
    // Then
    assertThat(id)
        .isEqualTo("caudate/sha256-" + Sha256.of(EventCodec.encode(labelled)).substring(0, 12));
  }

  private static ScanLabelled labelled(String scanId) {
    ArtifactRef file = new ArtifactRef("file:///scan.nii", "0".repeat(64), 1L);
    ScanRef scan = new ScanRef(scanId, Split.TRAIN, ScanFormat.NIFTI, file, file);
    return new ScanLabelled("caudate", scan, Instant.EPOCH);
  }

  private static TrainingRequested training(Method method) {
    TrainingRequested request = new TrainingRequested();
    request.setRunId("r");
    request.setCohortId("hippocampus");
    request.setMethod(method);
    request.setNetworks(2);
    request.setScans(List.of(new ScanRef(), new ScanRef(), new ScanRef()));
    return request;
  }
}
