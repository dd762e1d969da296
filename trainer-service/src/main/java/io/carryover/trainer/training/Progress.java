package io.carryover.trainer.training;

import io.carryover.events.EpochCompleted;
import io.carryover.events.Topic;
import io.carryover.events.TrainingRequested;
import io.carryover.networks.training.EpochListener;
import io.carryover.networks.training.EpochReport;
import io.carryover.runtime.event.EventPublisher;
import java.time.Clock;
import java.util.OptionalDouble;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes each epoch of a run; a broker that is away costs the report, never the training. */
final class Progress implements EpochListener {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private final TrainingRequested request;
  private final EventPublisher publisher;
  private final Clock clock;

  Progress(TrainingRequested request, EventPublisher publisher, Clock clock) {
    this.request = request;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public void epochCompleted(EpochReport report) {
    try {
      publisher.publish(Topic.RUN_PROGRESS, request.getRunId(), event(report));
    } catch (KafkaException e) {
      log.warn("progress of run {} is not published: {}", request.getRunId(), e.getMessage());
    }
  }

  private EpochCompleted event(EpochReport report) {
    return EpochCompleted.newBuilder()
        .setRunId(request.getRunId())
        .setCohortId(request.getCohortId())
        .setStage(report.stage())
        .setEpoch(report.epoch())
        .setEpochs(report.epochs())
        .setTrainLoss(report.trainLoss())
        .setValidationLoss(orNull(report.validationLoss()))
        .setValidationDsc(orNull(report.validationDsc()))
        .setLearningRate(report.learningRate())
        .setSeconds(report.seconds())
        .setCompletedAt(clock.instant())
        .build();
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
