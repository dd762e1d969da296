package io.carryover.cli.experiment;

import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.console.Progress;
import io.carryover.cli.console.TaskState;
import io.carryover.cli.evidence.Comparison;
import io.carryover.cli.feed.EventFeed;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.watch.Milestones;
import io.carryover.events.ModelExported;
import io.carryover.events.Split;
import io.carryover.runtime.event.EventPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One experiment from the first event to the report, or from where it was stopped. */
final class ExperimentRun {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long RESAMPLING_SEED = 1;

  /** The intervals of a large experiment take some ten seconds, which trainers could use. */
  private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(5);

  private final ExperimentPlan plan;
  private final Path out;
  private final Platform platform;
  private final CloseOnExit closeOnExit;
  private final Progress progress;
  private final Clock clock;
  private final Ledger ledger;
  private final Blockages blockages;
  private final RunLabels rows;
  private final Results results;
  private final Map<String, String> missing = new TreeMap<>();
  private List<Illustration> illustrations = List.of();
  private Instant nextReport = Instant.MIN;
  private long told = -1;

  ExperimentRun(
      ExperimentPlan plan,
      Path out,
      Platform platform,
      CloseOnExit closeOnExit,
      Progress progress,
      Clock clock)
      throws IOException {
    this.plan = plan;
    this.out = out;
    this.platform = platform;
    this.closeOnExit = closeOnExit;
    this.progress = progress;
    this.clock = clock;
    this.ledger = new Ledger(plan);
    this.blockages = new Blockages(ledger, plan.source().id());
    this.rows = new RunLabels(plan, ledger);
    this.results = Results.read(out.resolve("results.csv"));
  }

  /**
   * Runs it until every training has its figures, or a reason for having none.
   *
   * @return how many have none
   */
  int run() throws IOException, InterruptedException {
    ModelMeasuring measuring =
        new ModelMeasuring(platform.store(), out.resolve(".data/mask-under-way.nii"));
    Evaluations evaluations = closeOnExit.add(new Evaluations(measuring));
    try (EventFeed feed = EventFeed.fromTheBeginning(platform.kafka());
        EventPublisher publisher = new EventPublisher(platform.kafka(), "carryover-experiment")) {
      feed.readToEnd().forEach(this::remember);
      publish(new Publication(ledger, publisher, clock));
      follow(feed, evaluations);
      feed.readToEnd().forEach(ledger::on);
    }
    report();
    illustrate();
    return missing.size();
  }

  /** After a report without pictures, which stays if they cannot be drawn. */
  private void illustrate() throws IOException {
    progress.line("every training is settled; drawing");
    illustrations = new Illustrations(plan, ledger, platform.store(), out).draw(comparison());
    report();
  }

  private void publish(Publication publication) {
    int events = plan.cohorts().mapToInt(publication::publish).sum();
    progress.line(
        events == 0
            ? "every cohort and scan is published already"
            : "published %d cohorts and scans that were not there".formatted(events));
  }

  private void follow(EventFeed feed, Evaluations evaluations)
      throws IOException, InterruptedException {
    look(evaluations);
    while (settled() < plan.cells().size()) {
      platform.requireAlive().run();
      feed.poll(POLL).forEach(this::take);
      look(evaluations);
      progress.refresh();
    }
  }

  /** Without a word, but so that a run which goes on from before has its row. */
  private void remember(TopicEvent event) {
    if (ledger.on(event)) {
      rows.on(event);
    }
  }

  private void take(TopicEvent event) {
    if (ledger.on(event)) {
      rows.on(event).ifPresent(progress::update);
      Milestones.line(event).ifPresent(progress::line);
    }
  }

  /** Measures new models, keeps what was measured, and says what will never come. */
  private void look(Evaluations evaluations) throws IOException, InterruptedException {
    for (Cell cell : plan.cells()) {
      ledger
          .model(cell)
          .filter(model -> !isMeasured(cell, model))
          .ifPresent(model -> evaluations.begin(cell, model, plan.cohortOf(cell)));
      blockages.of(cell).ifPresent(reason -> miss(cell, reason));
    }
    for (Evaluation evaluation : evaluations.ended()) {
      keep(evaluation);
    }
    tell(settled());
  }

  /** Says and reports it, once for each step: plain lines would repeat it every few seconds. */
  private void tell(long settled) throws IOException {
    if (settled != told) {
      progress.update(new TaskState("trainings settled", settled, plan.cells().size(), ""));
      told = settled;
      reportNowAndThen();
    }
  }

  private boolean isMeasured(Cell cell, ModelExported model) {
    return plan.judged() == Judged.ON_VALIDATION_SCANS
        || results.has(cell, model, plan.cohortOf(cell).of(Split.TEST).size());
  }

  private void miss(Cell cell, String reason) {
    boolean isSaid = missing.containsValue(reason);
    if (missing.put(cell.toString(), reason) == null) {
      progress.line(
          cell + " will have no figures" + (isSaid ? ", for the same reason" : ": " + reason));
    }
  }

  private void keep(Evaluation evaluation) throws IOException {
    Cell cell = evaluation.cell();
    evaluation.failure().ifPresent(reason -> miss(cell, "it cannot be measured: " + reason));
    if (evaluation.failure().isEmpty()) {
      results.put(cell, rows(evaluation, plan.cohortOf(cell)));
    }
  }

  private static List<ResultRow> rows(Evaluation evaluation, LabelledCohort cohort) {
    Map<String, String> facts =
        ModelFacts.of(evaluation.model(), cohort.definition().getTraining());
    return evaluation.scores().stream().map(score -> row(evaluation.cell(), score, facts)).toList();
  }

  private static ResultRow row(Cell cell, ScanScore score, Map<String, String> facts) {
    Map<String, String> others = new LinkedHashMap<>(score.stated());
    others.putAll(facts);
    return new ResultRow(cell.measured(score), others);
  }

  private long settled() {
    return plan.cells().stream().filter(this::isSettled).count();
  }

  private boolean isSettled(Cell cell) {
    return missing.containsKey(cell.toString())
        || ledger.model(cell).filter(model -> isMeasured(cell, model)).isPresent();
  }

  /** The last report is written when all is settled. */
  private void reportNowAndThen() throws IOException {
    if (!clock.instant().isBefore(nextReport)) {
      report();
      nextReport = clock.instant().plus(BETWEEN_REPORTS);
    }
  }

  private void report() throws IOException {
    ExperimentReport report =
        new ExperimentReport(plan, ledger, comparison(), results.rows(), illustrations, missing);
    WholeFile.write(out.resolve("report.md"), report.text());
    if (plan.judged() == Judged.ON_VALIDATION_SCANS) {
      WholeFile.write(out.resolve("search.csv"), SearchTable.text(plan, ledger));
    }
  }

  private Comparison comparison() {
    return new Comparison(results.measurements(), plan.people()::on, RESAMPLING_SEED);
  }
}
