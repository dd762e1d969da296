package io.carryover.cli.demo;

import io.carryover.cli.cluster.ClusterLayout;
import io.carryover.cli.cluster.LocalCluster;
import io.carryover.cli.cluster.PlacedService;
import io.carryover.cli.cohort.LabelledCohort;
import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.console.TaskState;
import io.carryover.cli.feed.EventFeed;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.FreePorts;
import io.carryover.cli.process.Installation;
import io.carryover.cli.process.Installation.Service;
import io.carryover.cli.scan.ScanEvents;
import io.carryover.cli.watch.Milestones;
import io.carryover.cli.watch.RunRows;
import io.carryover.events.Method;
import io.carryover.events.Split;
import io.carryover.events.Topic;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.runtime.event.EventPublisher;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One demo from the first event to the report. Belongs to one thread. */
final class DemoRun {
  static final List<Method> METHODS = List.of(Method.RI, Method.DWP);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final DemoSettings settings;
  private final DemoCohorts cohorts;
  private final Progress progress;
  private final Elapsed elapsed;
  private final Clock clock;
  private final ClusterLayout layout;
  private final Journey journey = new Journey();
  private final RunRows rows = new RunRows();

  DemoRun(
      DemoSettings settings, DemoCohorts cohorts, Progress progress, Elapsed elapsed, Clock clock) {
    this.settings = settings;
    this.cohorts = cohorts;
    this.progress = progress;
    this.elapsed = elapsed;
    this.clock = clock;
    this.layout = layout(settings, cohorts);
  }

  /**
   * Runs it.
   *
   * @throws io.carryover.cli.command.CommandFailure a service died, or something was rejected or
   *     failed
   */
  DemoReport run(Installation installation, CloseOnExit closeOnExit)
      throws IOException, InterruptedException {
    LocalCluster cluster = LocalCluster.start(layout, installation, closeOnExit, progress);
    try (EventFeed feed = EventFeed.fromTheBeginning(kafka(cluster));
        EventPublisher publisher = new EventPublisher(kafka(cluster), "carryover-demo")) {
      publish(cohorts.source(), publisher);
      publish(cohorts.target(), publisher);
      follow(feed, cluster, () -> journey.serves(models()));
      publishRequests(publisher);
      follow(feed, cluster, () -> journey.segmented().size() == requests().size());
      drain(feed);
      return write(feed.counts());
    }
  }

  private DemoReport write(SortedMap<String, Long> counts) throws IOException {
    ArtifactStore store = new DirectoryArtifactStore(layout.store(), cohorts.folders());
    DemoOutput output = new DemoOutput(settings.out(), cohorts, journey, store);
    List<TestResult> results = output.measure();
    return output.write(results, counts, elapsed.soFar());
  }

  private static ClusterLayout layout(DemoSettings settings, DemoCohorts cohorts) {
    List<Service> services = PlacedService.all(1);
    List<Integer> ports = FreePorts.find(1 + services.size());
    return new ClusterLayout(
        settings.scratch(),
        settings.logs(),
        ports.get(0),
        PlacedService.at(ports.subList(1, ports.size()), services),
        cohorts.folders());
  }

  private static Map<String, Object> kafka(LocalCluster cluster) {
    return BrokerOption.clientSettings(cluster.bootstrapServers());
  }

  private void publish(LabelledCohort cohort, EventPublisher publisher) {
    progress.line(DemoText.cohort(cohort));
    publisher.publish(Topic.COHORTS, cohort.id(), cohort.definition());
    ScanEvents.labelled(cohort.id(), cohort.scans(), clock)
        .forEach(scan -> publisher.publish(Topic.LABELLED_SCANS, cohort.id(), scan));
  }

  private void publishRequests(EventPublisher publisher) {
    for (TestRequest request : requests()) {
      publisher.publish(
          Topic.SEGMENTATION_REQUESTS, request.scan().id(), request.toEvent(clock.instant()));
    }
  }

  private void follow(EventFeed feed, LocalCluster cluster, BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      cluster.requireAlive();
      feed.poll(POLL).forEach(this::take);
      progress.refresh();
    }
  }

  private void take(TopicEvent event) {
    journey.on(event);
    rows.on(event).ifPresent(progress::update);
    count(event.topic());
    Milestones.line(event).ifPresent(progress::line);
  }

  private void count(Topic topic) {
    if (topic == Topic.ADMITTED_SCANS) {
      int all = cohorts.source().count() + cohorts.target().count();
      progress.update(new TaskState("scans admitted", journey.scansAdmitted(), all, ""));
    } else if (topic == Topic.SEGMENTATIONS) {
      int done = journey.segmented().size();
      progress.update(new TaskState("test scans segmented", done, requests().size(), ""));
    }
  }

  /** Reads on until nothing comes any more, so that the counts are whole. */
  private void drain(EventFeed feed) {
    List<TopicEvent> more = feed.poll(QUIET);
    while (!more.isEmpty()) {
      more.forEach(this::take);
      more = feed.poll(QUIET);
    }
  }

  private Set<String> models() {
    return requests().stream().map(TestRequest::model).collect(Collectors.toSet());
  }

  private List<TestRequest> requests() {
    return cohorts.target().of(Split.TEST).stream()
        .flatMap(scan -> METHODS.stream().map(method -> request(scan, method)))
        .toList();
  }

  private TestRequest request(DecathlonCase scan, Method method) {
    return new TestRequest(cohorts.target().id(), scan, method);
  }
}
