package io.carryover.cli.watch;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.feed.EventFeed;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code carryover watch}: what goes on, until Ctrl-C. */
@Command(
    name = "watch",
    description =
        "Shows the status and progress of all scans, trainings, priors and segmentations, live, until Ctrl-C.",
    footer = {
      "",
      "Examples:",
      "  ./carryover watch",
      "  ./carryover watch --bootstrap 10.0.0.5:9092 | tee progress.log"
    })
public final class WatchCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(300);

  @Mixin private BrokerOption broker;

  @Override
  public Integer call() {
    try (EventFeed feed = EventFeed.fromTheBeginning(broker.reachable());
        Progress progress = Progress.onStandardOutput(new Elapsed(Clock.systemUTC()))) {
      requireTopics(feed);
      Board board = new Board(progress);
      while (!Thread.currentThread().isInterrupted()) {
        feed.poll(POLL).forEach(board::on);
        progress.refresh();
      }
      return 0;
    }
  }

  private static void requireTopics(EventFeed feed) {
    if (feed.isEmpty()) {
      throw new CommandFailure(
          "this broker has no topic of Carryover yet; the services make them when they start");
    }
  }

  /** Turns events into rows and lines. */
  private static final class Board {
    private final Progress progress;
    private final RunRows runs = new RunRows();
    private final WorkCounts counts = new WorkCounts();

    Board(Progress progress) {
      this.progress = progress;
    }

    void on(TopicEvent event) {
      runs.on(event).or(() -> counts.on(event)).ifPresent(progress::update);
      line(event).ifPresent(progress::line);
    }

    private static Optional<String> line(TopicEvent event) {
      if (event.event() instanceof RunStatusChanged status && isBad(status.getState())) {
        return Optional.of(status.getLabel() + " (" + status.getId() + ") " + Reasons.text(status));
      }
      return Milestones.line(event);
    }

    private static boolean isBad(RunState state) {
      return state == RunState.FAILED || state == RunState.REJECTED;
    }
  }
}
