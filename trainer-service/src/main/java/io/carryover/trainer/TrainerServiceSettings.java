package io.carryover.trainer;

import io.carryover.runtime.service.ServiceSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the trainer service, under {@code carryover.}; see also {@code kafka.*}. */
@ConfigMapping(prefix = "carryover")
public interface TrainerServiceSettings extends ServiceSettings {
  /** Threads that one training computes with, 1 or more. Default: 2. */
  @WithDefault("2")
  int threads();
}
