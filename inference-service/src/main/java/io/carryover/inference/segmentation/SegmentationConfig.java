package io.carryover.inference.segmentation;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.runtime.service.ServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Makes what segments files, and who is told. */
@Singleton
class SegmentationConfig {
  private static final int RECENT = 20;

  private final InferenceServiceSettings settings;

  SegmentationConfig(InferenceServiceSettings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  FileSegmentation files() {
    return new FileSegmentation(settings.inference().maxMemory().asLongValue(), System::nanoTime);
  }

  @Produces
  @Singleton
  LeasedSegmentation segmentation(
      FileSegmentation files,
      SegmentationObserver observer,
      Shadowing shadowing,
      ServiceResources resources) {
    return new LeasedSegmentation(files, observer, shadowing, resources.clock());
  }

  @Produces
  @Singleton
  Questions questions() {
    return new Questions(settings.inference().samples());
  }

  @Produces
  @Singleton
  ScratchDirectory scratch() {
    return ScratchDirectory.emptied(
        settings.workDirectory().resolve("segmentation").resolve(settings.replica()));
  }

  void close(@Disposes ScratchDirectory scratch) {
    scratch.close();
  }

  @Produces
  @Singleton
  InFlight inFlight() {
    return new InFlight(settings.inference().http().inFlight());
  }

  @Produces
  @Singleton
  RunnerThread runner() {
    return new RunnerThread(System::nanoTime);
  }

  void close(@Disposes RunnerThread runner) {
    runner.close();
  }

  @Produces
  @Singleton
  @Typed(RecentSegmentations.class)
  RecentSegmentations recent() {
    return new RecentSegmentations(RECENT);
  }

  @Produces
  @Singleton
  SegmentationObserver observer(MeterRegistry meters, RecentSegmentations recent) {
    return new SegmentationObservers(new SegmentationMetrics(meters), recent);
  }
}
