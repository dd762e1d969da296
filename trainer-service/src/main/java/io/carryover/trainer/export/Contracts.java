package io.carryover.trainer.export;

import io.carryover.events.TrainingRequested;
import io.carryover.imaging.contract.InputSpec;
import io.carryover.imaging.contract.Lineage;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.imaging.contract.NetworkSpec;
import io.carryover.imaging.contract.Structure;
import io.carryover.imaging.contract.Validation;
import io.carryover.networks.training.Snapshot;
import io.carryover.networks.unet.UNetArchitecture;
import io.carryover.trainer.cohort.TrainingShapes;
import java.util.Optional;

/** What an exported model states about itself. */
final class Contracts {

  private Contracts() {}

  static ModelContract of(TrainingRequested request, Snapshot snapshot) {
    return new ModelContract(
        NetworkSpec.unet(UNetArchitecture.standard().widths()),
        request.getMethod().name(),
        Structure.of(request.getForeground().getName(), request.getForeground().getLabelValues()),
        new InputSpec(TrainingShapes.seen(request), InputSpec.SERVED_OVERLAP),
        lineage(request),
        validation(snapshot),
        snapshot.calibration());
  }

  private static Lineage lineage(TrainingRequested request) {
    return new Lineage(
        request.getRunId(),
        request.getManifestSha256(),
        Optional.ofNullable(request.getPriorId()),
        request.getCodeVersion());
  }

  private static Optional<Validation> validation(Snapshot snapshot) {
    return snapshot.validationDsc().isPresent()
        ? Optional.of(
            new Validation(
                snapshot.validationDsc().getAsDouble(), snapshot.validationIou().orElseThrow()))
        : Optional.empty();
  }
}
