package io.carryover.prior.fitting;

import io.carryover.events.EpochCompleted;
import io.carryover.events.PriorFitRequested;
import io.carryover.events.Topic;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.EpochReport;
import io.carryover.runtime.event.EventPublisher;
import java.time.Clock;
import java.util.OptionalDouble;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each epoch of a fit. A broker that is away costs the report, never the fit.
 *
 * @param request the fit
 */
record FittingProgress(PriorFitRequested request, EventPublisher publisher, Clock clock)
    implements EpochListener {
  private static final Logger log = LoggerFactory.getLogger(FittingProgress.class);

  @Override
  public void epochCompleted(EpochReport report) {
    try {
      publisher.publish(Topic.RUN_PROGRESS, request.getPriorId(), event(report));
    } catch (KafkaException e) {
      log.warn("progress of {} is not published: {}", request.getPriorId(), e.getMessage());
    }
  }

  private EpochCompleted event(EpochReport report) {
    return EpochCompleted.newBuilder()
        .setRunId(request.getPriorId())
        .setCohortId(request.getSourceCohortId())
        .setStage(report.stage())
        .setEpoch(report.epoch())
        .setEpochs(report.epochs())
        .setTrainLoss(report.trainLoss())
        .setValidationLoss(orNull(report.validationLoss()))
        .setLearningRate(report.learningRate())
        .setSeconds(report.seconds())
        .setCompletedAt(clock.instant())
        .build();
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
