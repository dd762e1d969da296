package io.carryover.trainer.planning;

import io.carryover.events.CohortDefined;
import io.carryover.events.InitialMeans;
import io.carryover.events.Method;
import io.carryover.events.PriorFitted;
import io.carryover.events.Reason;
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
 * network of the source cohort, see {@link SourceNetworks}, DWP its prior, and a network besides
 * where its posterior means start from one. Where no network is good enough, the training is
 * refused.
 *
 * @param codeVersion version of this code, part of every id
 */
record Planner(String codeVersion) {
  /**
   * A training that a cohort wants.
   *
   * @param refusal why it cannot be; empty if it can
   */
  record Wanted(TrainingRequested request, Optional<Reason> refusal) {
    static Wanted of(TrainingRequested request) {
      return new Wanted(request, Optional.empty());
    }

    /** Names what is planned: the same again is nothing new. */
    String planned() {
      return TrainingIds.planned(request) + refusal.map(r -> " " + r.getMessage()).orElse("");
    }
  }

  /**
   * All trainings that the cohort wants now.
   *
   * @param cohort a valid definition
   * @param history its admissions
   * @param inheritance what its source cohort gave so far; nothing for a source cohort
   * @param now written into the requests; no part of their ids
   */
  List<Wanted> wanted(
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

  private Stream<Wanted> requests(
      CohortDefined cohort,
      Manifest manifest,
      Method method,
      Inheritance inheritance,
      Instant now) {
    return switch (method) {
      case SOURCE -> sourceNetworks(cohort, manifest, now).map(Wanted::of);
      case RI -> Stream.of(Wanted.of(request(cohort, manifest, method, now, request -> {})));
      case PR, PRF -> fromNetwork(cohort, manifest, method, inheritance, now, request -> {});
      case DWP ->
          inheritance.prior().stream()
              .flatMap(prior -> withPrior(cohort, manifest, prior, inheritance, now));
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

  /** Nothing while the network is not known that it is to start from. */
  private Stream<Wanted> fromNetwork(
      CohortDefined cohort,
      Manifest manifest,
      Method method,
      Inheritance inheritance,
      Instant now,
      Consumer<TrainingRequested> details) {
    return inheritance.networks().choice(cohort.getTraining().getSeed()).stream()
        .map(
            choice ->
                new Wanted(
                    request(
                        cohort,
                        manifest,
                        method,
                        now,
                        details.andThen(
                            request -> request.setSourceWeights(choice.weights().orElse(null)))),
                    choice.refusal()));
  }

  private Stream<Wanted> withPrior(
      CohortDefined cohort,
      Manifest manifest,
      PriorFitted prior,
      Inheritance inheritance,
      Instant now) {
    Consumer<TrainingRequested> details =
        request -> {
          request.setPriorId(prior.getPriorId());
          request.setPrior(prior.getPrior());
        };
    return cohort.getTraining().getInitialMeans() == InitialMeans.SOURCE
        ? fromNetwork(cohort, manifest, Method.DWP, inheritance, now, details)
        : Stream.of(Wanted.of(request(cohort, manifest, Method.DWP, now, details)));
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
   * @param networks those that are harvested
   * @param prior the latest prior of the source cohort
   */
  record Inheritance(SourceNetworks networks, Optional<PriorFitted> prior) {
    static Inheritance none() {
      return new Inheritance(SourceNetworks.of(List.of()), Optional.empty());
    }
  }
}
