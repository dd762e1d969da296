package io.carryover.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.Method;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.RunKind;
import io.carryover.events.ScanRef;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.TrainingRequested;
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
