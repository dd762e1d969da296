package io.carryover.prior.fitting;

import io.carryover.events.GroupReport;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.PriorFitted;
import io.carryover.events.PriorSpec;
import io.carryover.networks.prior.GroupFigures;
import io.carryover.networks.prior.PriorGate;
import io.carryover.networks.prior.PriorOutcome;
import io.carryover.networks.prior.PriorSettings;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.StopSignal;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Fits the prior that a request asks for and lets it through the gate.
 *
 * @param fitter fits the networks
 * @param store holds the kernels and takes the prior
 * @param codeVersion version of this code
 * @param clock for the time of the result
 */
public record PriorFit(Fitter fitter, ArtifactStore store, String codeVersion, Clock clock) {

  /**
   * Fits, or goes on from a checkpoint. The prior lies in the store when this returns.
   *
   * @param directory of this fit, for checkpoints and the prior
   * @throws RejectedException PRIOR_GAINS_NOTHING with the figures of the failing groups;
   *     PRIOR_SPEC_INVALID; or of {@link ArtifactStore#fetch}
   * @throws io.carryover.networks.training.TrainingStoppedException if the signal says stop
   */
  PriorFitted fit(
      PriorFitRequested request, Path directory, EpochListener progress, StopSignal stop) {
    PriorSettings settings = settings(request.getSpec());
    List<Path> kernels = request.getKernels().stream().map(store::fetch).toList();
    PriorOutcome outcome = fitter.fit(settings, directory, kernels, progress, stop);
    checkGate(outcome.groups());
    return fitted(request, outcome);
  }

  private static PriorSettings settings(PriorSpec spec) {
    try {
      return new PriorSettings(
          spec.getEpochs(),
          spec.getBatchSize(),
          spec.getLearningRate(),
          spec.getPatience(),
          spec.getFactor(),
          spec.getLatent(),
          spec.getKernelsPerGroup(),
          spec.getMinimumNorm(),
          spec.getSeed(),
          spec.getShuffledControl()
              ? PriorSettings.Control.SHUFFLED_KERNELS
              : PriorSettings.Control.NONE);
    } catch (IllegalArgumentException e) {
      throw new RejectedException("PRIOR_SPEC_INVALID", e.getMessage());
    }
  }

  private static void checkGate(List<GroupFigures> groups) {
    List<GroupFigures> failures = PriorGate.failures(groups);
    if (!failures.isEmpty()) {
      throw new RejectedException(
          "PRIOR_GAINS_NOTHING",
          failures.stream()
              .map(PriorFit::figures)
              .collect(
                  Collectors.joining(
                      "; ",
                      "in every group the VAE must code kernels in fewer nats than an independent"
                          + " Gaussian, by more than two standard errors: ",
                      "")));
    }
  }

  private static String figures(GroupFigures group) {
    return String.format(
        Locale.ROOT,
        "group %d has %.2f against %.2f nats per kernel (%.2f ± %.2f over %d)",
        group.group(),
        group.vaeNats(),
        group.independentGaussianNats(),
        group.gainNats(),
        group.gainStandardError(),
        group.heldOut());
  }

  private PriorFitted fitted(PriorFitRequested request, PriorOutcome outcome) {
    return PriorFitted.newBuilder()
        .setPriorId(request.getPriorId())
        .setSourceCohortId(request.getSourceCohortId())
        .setManifestSha256(request.getManifestSha256())
        .setPrior(store.put(outcome.prior(), "prior.safetensors"))
        .setGroups(outcome.groups().stream().map(PriorFit::report).toList())
        .setRunIds(request.getRunIds())
        .setCodeVersion(codeVersion)
        .setSeconds(outcome.seconds())
        .setFittedAt(clock.instant())
        .build();
  }

  private static GroupReport report(GroupFigures group) {
    return new GroupReport(
        group.group(),
        group.kernels(),
        group.dropped(),
        group.heldOut(),
        group.standardDeviation(),
        group.vaeNats(),
        group.independentGaussianNats(),
        group.fullGaussianNats(),
        orNull(group.shuffledVaeNats()));
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
