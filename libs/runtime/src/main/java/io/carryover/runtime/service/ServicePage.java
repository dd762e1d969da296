package io.carryover.runtime.service;

import java.util.List;

/**
 * What the page of every service shows around its own content; drawn by the template {@code
 * carryover/page.html}.
 *
 * @param service name of the service, for example "prior service"
 * @param replica name of the replica
 * @param version version of the code
 * @param parts each part with whether it is ready
 * @param topics what it reads and writes
 */
public record ServicePage(
    String service, String replica, String version, List<PartState> parts, List<TopicUse> topics) {

  /** A part, ready or not. */
  public record PartState(String name, boolean ready) {}

  public ServicePage {
    parts = List.copyOf(parts);
    topics = List.copyOf(topics);
  }

  /** The page's frame as things are now. */
  public static ServicePage of(
      String service, String replica, ServiceParts parts, List<TopicUse> topics) {
    List<PartState> states =
        parts.parts().stream().map(part -> new PartState(part.name(), parts.ready(part))).toList();
    return new ServicePage(service, replica, CodeVersion.current(), states, topics);
  }
}
