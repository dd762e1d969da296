package io.carryover.cli.experiment;

import io.carryover.cli.cluster.ClusterLayout;
import io.carryover.cli.cluster.LocalCluster;
import io.carryover.cli.cluster.PlacedService;
import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.console.Progress;
import io.carryover.cli.process.CloseOnExit;
import io.carryover.cli.process.FreePorts;
import io.carryover.cli.process.Installation;
import io.carryover.cli.process.Installation.Service;
import io.carryover.events.Topic;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import io.carryover.runtime.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Broker, services and store that an experiment runs on.
 *
 * @param kafka client settings
 * @param store where the models are
 * @param requireAlive throws when a service has ended
 */
record Platform(Map<String, Object> kafka, ArtifactStore store, Runnable requireAlive) {

  /** Of its own: trainers, and the prior service if it is needed; data are kept under OUT. */
  static Platform own(
      ExperimentSettings settings,
      ExperimentPlan plan,
      int trainers,
      CloseOnExit closeOnExit,
      Progress progress)
      throws IOException, InterruptedException {
    ClusterLayout layout = layout(settings, plan, services(plan, trainers));
    LocalCluster cluster =
        LocalCluster.start(layout, Installation.ofThisCommand(), closeOnExit, progress);
    return new Platform(
        BrokerOption.clientSettings(cluster.bootstrapServers()),
        new DirectoryArtifactStore(layout.store(), List.of()),
        cluster::requireAlive);
  }

  private static List<Service> services(ExperimentPlan plan, int trainers) {
    Stream<Service> prior = plan.needsPrior() ? Stream.of(Service.PRIOR) : Stream.empty();
    return Stream.concat(prior, PlacedService.trainers(trainers)).toList();
  }

  private static ClusterLayout layout(
      ExperimentSettings settings, ExperimentPlan plan, List<Service> services) {
    List<Integer> ports = FreePorts.find(1 + services.size());
    return new ClusterLayout(
        settings.data(),
        settings.out().resolve("logs"),
        ports.get(0),
        PlacedService.at(ports.subList(1, ports.size()), services),
        plan.folders());
  }

  /**
   * A running one.
   *
   * @param store folder of its artifact store, at the path that its services have
   */
  static Platform running(String bootstrap, Path store) {
    Map<String, Object> kafka = BrokerOption.reachable(bootstrap);
    new TopicSetup(kafka).ensure(Topic.values());
    return new Platform(kafka, new DirectoryArtifactStore(store, List.of()), () -> {});
  }
}
