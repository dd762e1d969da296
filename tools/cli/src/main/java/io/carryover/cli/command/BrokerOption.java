package io.carryover.cli.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Option;

/** The option that names the broker. */
public final class BrokerOption {
  private static final int ANSWER_WITHIN_SECONDS = 30;
  private static final int CONNECT_WITHIN_MILLIS = 5000;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka broker (default: ${DEFAULT-VALUE}).")
  private String bootstrap;

  /** Client settings. */
  public static Map<String, Object> clientSettings(String bootstrapServers) {
    return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }

  /**
   * Client settings of the broker that the option names.
   *
   * @throws CommandFailure it does not answer
   */
  public Map<String, Object> reachable() {
    return reachable(bootstrap);
  }

  /**
   * Client settings of a broker that answers.
   *
   * @throws CommandFailure it does not
   */
  public static Map<String, Object> reachable(String bootstrap) {
    Map<String, Object> settings = clientSettings(bootstrap);
    try {
      requireListener(bootstrap);
      requireAnswer(settings);
      return settings;
    } catch (IOException
        | ExecutionException
        | TimeoutException
        | IllegalArgumentException
        | KafkaException e) {
      throw new CommandFailure(
          "no broker answers at %s; start one with ./carryover serve, or name another with --bootstrap HOST:PORT"
              .formatted(bootstrap),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for " + bootstrap, e);
    }
  }

  /** Where nobody listens there is nothing to wait for; a broker on busy cores takes its time. */
  private static void requireListener(String bootstrap) throws IOException {
    IOException last = new IOException("no HOST:PORT in \"" + bootstrap + "\"");
    for (InetSocketAddress address : addresses(bootstrap)) {
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_WITHIN_MILLIS);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static List<InetSocketAddress> addresses(String bootstrap) {
    return Stream.of(bootstrap.split(",", -1))
        .map(String::strip)
        .filter(address -> Utils.getHost(address) != null && Utils.getPort(address) != null)
        .map(address -> new InetSocketAddress(Utils.getHost(address), Utils.getPort(address)))
        .toList();
  }

  /** The client is closed at once: by itself it goes on trying for a minute. */
  private static void requireAnswer(Map<String, Object> settings)
      throws ExecutionException, TimeoutException, InterruptedException {
    Admin admin = Admin.create(settings);
    try {
      admin.describeCluster().nodes().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
