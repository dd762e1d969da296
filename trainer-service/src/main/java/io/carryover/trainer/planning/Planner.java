package io.carryover.trainer.planning;

import io.carryover.events.ArtifactRef;
import io.carryover.events.CohortDefined;
import io.carryover.events.KernelSnapshot;
import io.carryover.events.KernelsHarvested;
import io.carryover.events.Method;
import io.carryover.events.PriorFitted;
import io.carryover.events.TrainingRequested;
import io.carryover.events.TrainingSpec;
import io.carryover.trainer.cohort.TrainingIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says which trainings a cohort wants, given all that is known of it.
 *
 * <p>A pure function: the same knowledge, in whatever order it arrived, wants the same trainings
 * with the same ids. Whoever asks emits those that were not wanted before.
 *
 * <p>All trainings of a cohort are on the manifest that was due last, see {@link
 * AdmissionHistory#lastDue}. A method whose input is not there yet is left out: PR and PRF need a
 * harvested network of the source cohort, DWP its prior.
 *
 * @param codeVersion version of this code, part of every id
 */
record Planner(String codeVersion) {
  /**
   * All trainings that the cohort wants now.
   *
   * @param cohort a valid definition
   * @param history its admissions
   * @param inheritance what its source cohort gave so far; nothing for a source cohort
   * @param now written into the requests; no part of their ids
   */
  List<TrainingRequested> wanted(
      CohortDefined cohort, AdmissionHistory history, Inheritance inheritance, Instant now) {
    Manifest manifest =
        history.lastDue(
            cohort.getTrainAfterTrainScans(),
            cohort.getTrainAfterValidationScans(),
            cohort.getRetrainEveryNewScans());
    if (manifest.isEmpty()) {
      return List.of();
    }
    return cohort.getMethods().stream()
        .flatMap(method -> requests(cohort, manifest, method, inheritance, now))
        .toList();
  }

  private Stream<TrainingRequested> requests(
      CohortDefined cohort,
      Manifest manifest,
      Method method,
      Inheritance inheritance,
      Instant now) {
    return switch (method) {
      case SOURCE -> sourceNetworks(cohort, manifest, now);
      case RI -> Stream.of(request(cohort, manifest, Method.RI, now, training -> {}));
      case PR, PRF ->
          inheritance.network().stream()
              .map(weights -> fromNetwork(cohort, manifest, method, weights, now));
      case DWP ->
          inheritance.prior().stream().map(prior -> withPrior(cohort, manifest, prior, now));
    };
  }

  /** One request per network, so that trainers share them; the seeds count up. */
  private Stream<TrainingRequested> sourceNetworks(
      CohortDefined cohort, Manifest manifest, Instant now) {
    return IntStream.range(0, cohort.getNetworks())
        .mapToObj(
            network ->
                request(
                    cohort,
                    manifest,
                    Method.SOURCE,
                    now,
                    request -> {
                      request.setNetwork(network);
                      request.setTraining(seeded(cohort.getTraining(), network));
                      request.setPriorSpec(cohort.getPrior());
                    }));
  }

  private TrainingRequested fromNetwork(
      CohortDefined cohort, Manifest manifest, Method method, ArtifactRef weights, Instant now) {
    return request(cohort, manifest, method, now, request -> request.setSourceWeights(weights));
  }

  private TrainingRequested withPrior(
      CohortDefined cohort, Manifest manifest, PriorFitted prior, Instant now) {
    return request(
        cohort,
        manifest,
        Method.DWP,
        now,
        request -> {
          request.setPriorId(prior.getPriorId());
          request.setPrior(prior.getPrior());
        });
  }

  private TrainingRequested request(
      CohortDefined cohort,
      Manifest manifest,
      Method method,
      Instant now,
      Consumer<TrainingRequested> details) {
    TrainingRequested request = base(cohort, manifest, method, now);
    details.accept(request);
    request.setRunId(TrainingIds.run(request));
    return request;
  }

  private TrainingRequested base(
      CohortDefined cohort, Manifest manifest, Method method, Instant now) {
    return TrainingRequested.newBuilder()
        .setRunId("")
        .setCohortId(cohort.getCohortId())
        .setManifestSha256(manifest.sha256())
        .setMethod(method)
        .setNetwork(0)
        .setNetworks(cohort.getNetworks())
        .setScans(manifest.scans())
        .setForeground(cohort.getForeground())
        .setPreprocessing(cohort.getPreprocessing())
        .setTraining(cohort.getTraining())
        .setCodeVersion(codeVersion)
        .setRequestedAt(now)
        .build();
  }

  private static TrainingSpec seeded(TrainingSpec training, int network) {
    return TrainingSpec.newBuilder(training).setSeed(training.getSeed() + network).build();
  }

  /**
   * What a target cohort gets from its source cohort.
   *
   * @param harvest network 0 of the source cohort, the latest
   * @param prior the latest prior of the source cohort
   */
  record Inheritance(Optional<KernelsHarvested> harvest, Optional<PriorFitted> prior) {
    static Inheritance none() {
      return new Inheritance(Optional.empty(), Optional.empty());
    }

    /** Weights of network 0 after its last restart. */
    Optional<ArtifactRef> network() {
      return harvest
          .map(KernelsHarvested::getSnapshots)
          .flatMap(snapshots -> snapshots.stream().reduce((earlier, later) -> later))
          .map(KernelSnapshot::getWeights);
    }
  }
}
