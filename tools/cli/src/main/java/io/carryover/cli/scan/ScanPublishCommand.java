package io.carryover.cli.scan;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.console.TaskState;
import io.carryover.events.ScanLabelled;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carryover scan publish}: a folder of labelled scans as events. */
@Command(
    name = "publish",
    description = {
      "Publishes every labelled scan of a folder in Decathlon form to a cohort.",
      "The files stay where they are and must lie where the services may read (serve --scans). "
          + "Nobody is put into two splits."
    },
    footer = {
      "",
      "Examples:",
      "  ./carryover scan publish --cohort hippocampus --dir hippocampus \\",
      "      --split validation=10,train=rest",
      "  ./carryover scan publish --cohort caudate --dir caudate \\",
      "      --split train=5,validation=2,test=rest",
      "  ./carryover scan publish --cohort caudate --dir new-scans --split train=rest"
    })
final class ScanPublishCommand implements Callable<Integer> {

  @Option(names = "--cohort", paramLabel = "ID", required = true, description = "The cohort.")
  private String cohort;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      description = "The folder: dataset.json, imagesTr, labelsTr.")
  private Path folder;

  @Option(
      names = "--split",
      paramLabel = "SPLIT=N",
      defaultValue = "train=rest",
      converter = SplitPlanConverter.class,
      description =
          "Scans by split (train, validation, test); one of them gets the rest (default: ${DEFAULT-VALUE}).")
  private SplitPlan plan;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private SamePersonOption samePerson;

  @Mixin private BrokerOption broker;

  @Override
  public Integer call() {
    List<DecathlonCase> scans = DecathlonFolder.read(folder).cases();
    People people = People.of(folder).samePerson(samePerson.pairs());
    SortedMap<Split, List<DecathlonCase>> splits = PersonSplit.of(scans, people, plan, seed);
    Map<String, Object> kafka = broker.reachable();
    new TopicSetup(kafka).ensure(Topic.LABELLED_SCANS);
    Clock clock = Clock.systemUTC();
    try (EventPublisher publisher = new EventPublisher(kafka, "carryover-cli");
        Progress progress = Progress.onStandardOutput(new Elapsed(clock))) {
      publish(ScanEvents.labelled(cohort, splits, clock).iterator(), publisher, progress, splits);
    }
    return 0;
  }

  private static void publish(
      Iterator<ScanLabelled> scans,
      EventPublisher publisher,
      Progress progress,
      SortedMap<Split, List<DecathlonCase>> splits) {
    int all = splits.values().stream().mapToInt(List::size).sum();
    for (int done = 1; scans.hasNext(); done++) {
      ScanLabelled scan = scans.next();
      publisher.publish(Topic.LABELLED_SCANS, scan.getCohortId(), scan);
      progress.update(new TaskState("scans published", done, all, ""));
    }
    splits.forEach((split, cases) -> progress.line(split + ": " + cases.size() + " scans"));
  }
}
