package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.runtime.id.VersionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens each version once, however many hold it; one at a time. Safe from any thread. */
final class VersionPool implements ModelOpening {
  private final ModelOpening opening;
  private final Map<String, ServedModel> opened = new HashMap<>();

  VersionPool(ModelOpening opening) {
    this.opening = opening;
  }

  @Override
  public synchronized ServedModel open(ModelExported exported) {
    return Optional.ofNullable(opened.get(VersionKey.of(exported)))
        .flatMap(ServedModel::heldIfOpen)
        .orElseGet(() -> newlyOpened(exported));
  }

  private ServedModel newlyOpened(ModelExported exported) {
    ServedModel model = opening.open(exported);
    opened.put(VersionKey.of(exported), model);
    opened.values().removeIf(ServedModel::isClosed);
    return model;
  }
}
