package io.carryover.networks.training;

import java.nio.file.Path;

/** Where a training's snapshots lie. */
record SnapshotFiles(Path directory) {

  Path snapshot(int cycle) {
    return directory.resolve("snapshot-" + cycle + ".safetensors");
  }
}
