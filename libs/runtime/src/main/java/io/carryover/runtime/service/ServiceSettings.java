package io.carryover.runtime.service;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings that all three services share, under {@code carryover.}. A service's own
 * {@code @ConfigMapping(prefix = "carryover")} extends this.
 */
public interface ServiceSettings {
  /**
   * Name of this replica in events, metrics and logs; no two replicas of a service have one name.
   * Default: the environment's HOSTNAME, which is the pod's name where one runs in a pod, else
   * "local".
   */
  @WithDefault("${HOSTNAME:local}")
  String replica();

  /** The artifact store, the same for all services. */
  Store store();

  /**
   * Directory for checkpoints and files under way, of this replica or shared. Default: {@code
   * .carryover/work} in the home directory.
   */
  @WithDefault("${user.home}/.carryover/work")
  Path workDirectory();

  /** The artifact store. */
  interface Store {
    /** Directory of the store. Default: {@code .carryover/store} in the home directory. */
    @WithDefault("${user.home}/.carryover/store")
    Path directory();

    /** Further directories that may be read, where scans lie, comma-separated. Default: none. */
    Optional<List<Path>> readRoots();
  }
}
