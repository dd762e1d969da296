package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.runtime.id.VersionKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The versions of models by digest, opened when somebody asks for one. The last ones asked for stay
 * open. Safe from any thread.
 */
final class Versions implements AutoCloseable {
  private final Function<String, Optional<ModelExported>> exports;
  private final ModelOpening opening;
  private final int kept;
  private final Map<String, ServedModel> latest = new LinkedHashMap<>();

  /**
   * Versions, none of them open.
   *
   * @param exports the export of a version by its {@link VersionKey}
   * @param opening opens one that others may hold already
   * @param kept how many stay open after their use
   */
  Versions(Function<String, Optional<ModelExported>> exports, ModelOpening opening, int kept) {
    this.exports = exports;
    this.opening = opening;
    this.kept = kept;
  }

  /**
   * Holds a version; empty if it was never exported.
   *
   * @throws ModelRefusedException if it must not be served
   * @throws RuntimeException if it cannot be opened now
   */
  Optional<ServedModel> held(String model, String sha256) {
    return exports.apply(VersionKey.of(model, sha256)).map(opening::open);
  }

  /** Holds one for a request, and keeps it open for the next one. */
  Optional<ServedModel> heldForRequest(String model, String sha256) {
    Optional<ServedModel> held = held(model, sha256);
    held.ifPresent(version -> keep(VersionKey.of(model, sha256), version.held()));
    return held;
  }

  private synchronized void keep(String key, ServedModel version) {
    Optional.ofNullable(latest.remove(key)).ifPresent(ServedModel::released);
    latest.put(key, version);
    while (latest.size() > kept) {
      latest.remove(latest.keySet().iterator().next()).released();
    }
  }

  @Override
  public synchronized void close() {
    latest.values().forEach(ServedModel::released);
    latest.clear();
  }
}
