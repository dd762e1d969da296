package io.carryover.cli.cluster;

import io.carryover.cli.process.Installation.Service;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One process of a service.
 *
 * @param service what it is
 * @param name name for people and of its log file, such as {@code trainer-1}
 * @param httpPort where it listens on 127.0.0.1
 */
public record PlacedService(Service service, String name, int httpPort) {

  public PlacedService {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(name, "name");
  }

  /** Inference, prior and so many trainers. */
  public static List<Service> all(int trainers) {
    return Stream.concat(Stream.of(Service.INFERENCE, Service.PRIOR), trainers(trainers)).toList();
  }

  /** So many trainers. */
  public static Stream<Service> trainers(int count) {
    return Collections.nCopies(count, Service.TRAINER).stream();
  }

  /** Services at ports, one by one; trainers are numbered. */
  public static List<PlacedService> at(List<Integer> ports, List<Service> services) {
    return IntStream.range(0, services.size())
        .mapToObj(i -> new PlacedService(services.get(i), name(services, i), ports.get(i)))
        .toList();
  }

  private static String name(List<Service> services, int index) {
    Service service = services.get(index);
    String name = service.name().toLowerCase(Locale.ROOT);
    return service == Service.TRAINER ? name + "-" + number(services.subList(0, index)) : name;
  }

  private static long number(List<Service> before) {
    return 1 + before.stream().filter(service -> service == Service.TRAINER).count();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + httpPort + "/");
  }
}
