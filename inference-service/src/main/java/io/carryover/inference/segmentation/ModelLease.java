package io.carryover.inference.segmentation;

import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.Device;
import io.carryover.inference.onnx.PatchNetwork;

/** A model that stays open until the lease is closed, even when another replaces it meanwhile. */
public interface ModelLease extends AutoCloseable {

  /** Name of the model. */
  String name();

  /** Digest of its file. */
  String sha256();

  /** What computes. */
  Device device();

  /** Voxels that it sees at once. */
  Shape patch();

  /** Its mean weights, for raw patches; to be run in the lane of all networks. */
  PatchNetwork network();

  /** Segments with it. */
  Segmenter segmenter();

  /** Returns the model; a second call does nothing. */
  @Override
  void close();
}
