package io.carryover.trainer.cohort;

import static io.carryover.trainer.TrainerEvents.scan;
import static io.carryover.trainer.TrainerEvents.training;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ArtifactRef;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.events.TrainingRequested;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingIdsTest {
  @Test
  void idsDoNotDependOnWhereFilesLie() {
    // Given
    TrainingRequested here = request("file:///here/");
    TrainingRequested there = request("file:///there/");
    // Then
    assertThat(TrainingIds.run(there)).isEqualTo(TrainingIds.run(here));
    assertThat(TrainingIds.planned(there)).isEqualTo(TrainingIds.planned(here));
    assertThat(TrainingIds.definition(there)).isEqualTo(TrainingIds.definition(here));
    assertThat(there.getPrior().getUri()).isEqualTo("file:///there/prior");
  }

  @Test
  void idsDependOnWhatFilesHold() {
    // Given
    TrainingRequested request = request("file:///here/");
    String id = TrainingIds.run(request);
    // When
    TrainingRequested otherWeights = request("file:///here/");
    otherWeights.getSourceWeights().setSha256("other");
    TrainingRequested otherPrior = request("file:///here/");
    otherPrior.getPrior().setSha256("other");
    // Then
    assertThat(List.of(TrainingIds.run(otherWeights), TrainingIds.run(otherPrior)))
        .doesNotHaveDuplicates()
        .doesNotContain(id);
  }

  private static TrainingRequested request(String place) {
    TrainingRequested request = training(Method.DWP, List.of(scan("a", Split.TRAIN, "a")));
    request.getScans().get(0).getImage().setUri(place + "a.nii");
    request.setSourceWeights(new ArtifactRef(place + "weights", "w", 1L));
    request.setPrior(new ArtifactRef(place + "prior", "p", 1L));
    return request;
  }
}
