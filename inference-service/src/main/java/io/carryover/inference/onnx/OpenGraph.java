package io.carryover.inference.onnx;

import io.carryover.imaging.volume.Shape;
import java.util.List;

/** A model's graph, open: by its mean weights and, where it has a posterior, by samples of them. */
interface OpenGraph extends AutoCloseable {

  /** By the mean weights, for patches of this shape. */
  PatchNetwork mean(Shape patch);

  /** Whether its weights can be sampled. */
  boolean hasPosterior();

  /** Networks of the first draws of a seed, for patches of the contract; only with a posterior. */
  List<PatchNetwork> samples(int count, long seed);

  @Override
  void close();
}
