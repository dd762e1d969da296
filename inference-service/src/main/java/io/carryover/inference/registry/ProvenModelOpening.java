package io.carryover.inference.registry;

import io.carryover.events.ModelExported;
import io.carryover.events.Reason;
import io.carryover.inference.onnx.GoldenCheck;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.PatchBatch;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.Segmenter;
import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.store.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Fetches (digest verified), opens, runs the golden pair, warms up.
 *
 * <p>Warm-up runs batches of every size from 1 to the largest: on a GPU the library searches its
 * algorithms once for each shape.
 */
final class ProvenModelOpening implements ModelOpening {
  private final ArtifactStore store;
  private final SessionSettings session;
  private final ModelSettings settings;
  private final Lane lane;
  private final Clock clock;

  ProvenModelOpening(
      ArtifactStore store,
      SessionSettings session,
      ModelSettings settings,
      Lane lane,
      Clock clock) {
    this.store = store;
    this.session = session;
    this.settings = settings;
    this.lane = lane;
    this.clock = clock;
  }

  @Override
  public ServedModel open(ModelExported exported) {
    try {
      Path file = store.fetch(exported.getOnnx());
      return proven(exported, OnnxModel.open(file, session));
    } catch (RejectedException e) {
      throw new ModelRefusedException(e.reason());
    }
  }

  /** Closes the session unless it is handed on. */
  private ServedModel proven(ModelExported exported, OnnxModel model) {
    try {
      GoldenCheck golden = reproduced(model);
      warmUp(model);
      return new ServedModel(facts(exported, model, golden), segmenter(model), model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private GoldenCheck reproduced(OnnxModel model) {
    AtomicReference<GoldenCheck> check = new AtomicReference<>();
    lane.run(() -> check.set(model.checkGolden()));
    GoldenCheck golden = check.get();
    if (!golden.isWithin(settings.goldenTolerance())) {
      throw new ModelRefusedException(differs(golden), golden.maxDifference());
    }
    return golden;
  }

  private Reason differs(GoldenCheck golden) {
    return new Reason(
        "GOLDEN_DIFFERS",
        "golden logits must be reproduced to a relative distance of %.1e, got %.1e (largest difference %.1e)"
            .formatted(
                settings.goldenTolerance(), golden.relativeDistance(), golden.maxDifference()));
  }

  private void warmUp(OnnxModel model) {
    PatchBatch batch = model.newBatch(settings.batch());
    float[] empty = new float[batch.patch().voxels()];
    while (!batch.isFull()) {
      batch.add(empty);
      lane.run(() -> runOnce(model, batch));
    }
  }

  /** By the mean weights and, where there is a posterior, by a sample: they are two sessions. */
  private static void runOnce(OnnxModel model, PatchBatch batch) {
    model.run(batch);
    if (model.hasPosterior()) {
      model.samples(1, Asked.MASK.seed()).get(0).run(batch);
    }
  }

  private Segmenter segmenter(OnnxModel model) {
    return Segmenter.of(model, settings.batch(), lane, System::nanoTime);
  }

  private DeployedModel facts(ModelExported exported, OnnxModel model, GoldenCheck golden) {
    return new DeployedModel(
        exported.getModel(),
        exported.getOnnx().getSha256(),
        model.contract(),
        model.hasPosterior(),
        model.device(),
        model.graph(),
        golden,
        clock.instant());
  }
}
